/** 就业协议书 in typst; `data` is an AgreementText with `fonts` and `qr`. Constant: nothing is ever spliced into it. */
export const agreementTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let title = "普通高等学校毕业生就业协议书"
#let ink = rgb("#1b2a41")
#let rule = rgb("#9aa7b8")
#let shade = rgb("#f3f6fa")
#let red = rgb("#b3261e")
#set document(title: title + " " + d.no, author: "全国高校毕业生网上签约平台")
#set text(font: d.fonts, fallback: false, lang: "zh", region: "cn", size: 9.5pt)
#set par(leading: 0.75em, justify: true)
#set page(
  paper: "a4",
  margin: (x: 20mm, top: 17mm, bottom: 20mm),
  footer: context [
    #line(length: 100%, stroke: 0.5pt + rule)
    #v(-4pt)
    #text(8pt, fill: ink)[协议编号 #d.no #h(1fr) 第 #counter(page).display() 页，共 #counter(page).final().first() 页]
  ],
  foreground: if d.mark != none {
    rotate(-35deg, text(96pt, weight: "bold", fill: red.transparentize(82%), tracking: 0.2em, d.mark))
  },
)
#show table: set par(justify: false)

#let heading-line(words) = block(above: 5.5mm, below: 2.5mm, sticky: true)[
  #box(width: 3pt, height: 10pt, fill: ink, baseline: 1pt) #h(3pt) #text(11pt, weight: "bold", fill: ink, words)
]
#let label(words) = table.cell(fill: shade, text(fill: ink, words))

#grid(
  columns: (1fr, 30mm),
  column-gutter: 6mm,
  align(center + horizon)[
    #text(9pt, fill: ink, tracking: 0.15em)[全国高校毕业生网上签约平台]
    #v(1.5mm)
    #text(20pt, weight: "bold", fill: ink, title)
    #v(1mm)
    #text(10.5pt)[协议编号：#text(weight: "bold", d.no)]
  ],
  align(center)[
    #image(bytes(d.qr), width: 30mm, alt: "核验二维码")
    #v(-2mm)
    #text(7.5pt)[核验码 #d.checkCode]
  ],
)
#if d.notice != none {
  block(width: 100%, inset: 7pt, stroke: 0.8pt + red, radius: 2pt, text(fill: red, weight: "bold", d.notice))
}

#for section in d.sections {
  heading-line(section.title)
  table(
    columns: (26mm, 1fr, 26mm, 1fr),
    stroke: 0.5pt + rule,
    inset: (x: 6pt, y: 6pt),
    align: left + horizon,
    ..section.lines.map(line => line.map(((name, value)) => (
      label(name), table.cell(colspan: if line.len() == 1 { 3 } else { 1 }, value),
    ))).flatten()
  )
}

#heading-line("协议条款")
#let clauses = (
  "甲乙双方在平等自愿、协商一致的基础上，就乙方毕业后到甲方就业订立本协议。甲方已如实介绍本单位及岗位的情况，乙方已如实介绍本人的情况。",
  "甲方同意按本协议所载岗位录用乙方，乙方同意毕业后到甲方就业。乙方未能如期取得毕业资格的，甲方可以提出解除本协议。",
  "乙方报到后，甲方应当自用工之日起一个月内与乙方订立书面劳动合同，并依法为乙方办理社会保险。本协议自劳动合同订立之日起终止。",
  "任何一方需要解除本协议的，应当通过全国高校毕业生网上签约平台提出，经对方同意并由学校审核后生效。",
  "本协议由双方在平台上以数据电文形式订立，经学校审核后生效，与纸质协议书具有同等效力。未尽事宜由双方另行协商；协商不成的，依法处理。",
)
#v(1mm)
#for (i, clause) in clauses.enumerate() {
  par(hanging-indent: 1.8em, [#box(width: 1.8em)[#(i + 1).]#clause])
}

#block(breakable: false, width: 100%)[
  #heading-line("签订记录")
  #grid(
    columns: (1fr,) * d.signatures.len(),
    stroke: 0.5pt + rule,
    inset: (x: 7pt, y: 8pt),
    ..d.signatures.map(each => [
      #text(8.5pt, fill: ink, each.who) \
      #par(justify: false, text(weight: "bold", each.name))
      #each.act \
      #text(8.5pt, each.at)
    ])
  )
  #v(0.5mm)
  #text(8pt, fill: ink)[扫描右上方二维码，或在平台的核验页面输入协议编号与核验码，可查验本协议的真伪与当前状态。]
]
`;
