import { useEffect, useState } from 'react'

/** A QR code drawn as an image of its own, so that no markup enters the page. */
export const useQr = (text: string | undefined): string | undefined => {
  const [image, setImage] = useState<string>()
  useEffect(() => {
    if (text === undefined) return
    let wanted = true
    void import('qrcode').then(async ({ default: qr }) => {
      const svg = await qr.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
      if (wanted) setImage(`data:image/svg+xml,${encodeURIComponent(svg)}`)
    })
    return () => {
      wanted = false
    }
  }, [text])
  return image
}
