/**
 * Kanji that registers, mail clients and people write differently for the same name.
 * The first letter of each group is the common one. Sources: JIS X 0208/0213 unification notes and the old and new forms of the jōyō table.
 */
const GROUPS = [
  '高髙 崎﨑嵜 吉𠮷 徳德 浜濵濱 辺邉邊 斉齊斎齋 沢澤 広廣 国國 桜櫻 真眞 恵惠 栄榮 蔵藏 竜龍',
  '島嶋嶌 富冨 桑桒 柳栁 館舘 瀬瀨 滝瀧 曽曾 薮藪 篭籠 鴎鷗 磯礒 淵渕渊 槙槇 条條 仏佛 総總',
  '船舩 万萬 寿壽 学學 会會 当當 芸藝 与與 実實 宝寶 豊豐 円圓 応應 区區 関關 県縣 駅驛',
  '気氣 発發 変變 村邨 峰峯 野埜 凛凜 黒黑 緑綠 青靑 清淸 横橫 戸戶 増增 徴徵 郎郞 歴歷',
  '暦曆 内內 亜亞 圧壓 囲圍 為爲 衛衞 駆驅 経經 渓溪 蛍螢 軽輕 鶏鷄 剣劍劔 検檢 権權 厳嚴',
  '鉱鑛礦 号號 済濟 剤劑 桟棧 糸絲 児兒 辞辭 写寫 釈釋 従從 渋澁 縦縱 将將 焼燒 証證 乗乘',
  '浄淨 畳疊 嬢孃 譲讓 醸釀 触觸 尽盡 図圖 数數 声聲 静靜 摂攝 専專 銭錢 繊纖 荘莊 装裝',
  '窓窗 双雙 属屬 続續 対對 体體 台臺 団團 断斷 鉄鐵銕 転轉 点點 伝傳 灯燈 独獨 読讀 弐貳',
  '悩惱 拝拜 売賣 麦麥 弁辨辯 歩步 舗舖 穂穗 毎每 満滿 弥彌 訳譯 薬藥 予豫 余餘 誉譽 様樣',
  '来來 頼賴 覧覽 両兩 猟獵 塁壘 礼禮 霊靈 炉爐 労勞 楼樓 湾灣 鋭銳 悦悅 説說 税稅 脱脫',
  '閲閱 桧檜 梅楳 昇曻 秋穐 松枩 裏裡 杉椙',
].flatMap((line) => line.split(' '))

const COMMON = new Map<string, string>()
for (const group of GROUPS) {
  const [common, ...others] = group
  for (const other of others) if (common !== undefined && other !== common) COMMON.set(other, common)
}
const VARIANT = new RegExp(`[${[...COMMON.keys()].join('')}]`, 'gu')

/** Writes variant kanji (髙 﨑 𠮷 …) as the common letter: equal when searching, a question when matching. */
export function foldVariants(text: string): string {
  return text.replace(VARIANT, (letter) => COMMON.get(letter) ?? letter)
}
