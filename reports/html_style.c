/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/escape.h"
#include "reports/figure.h"
#include "reports/html.h"

static const char page_style[] =
	"*{box-sizing:border-box}\n"
	"html{background:var(--paper);color:var(--ink);font-size:16px;"
	"line-height:1.5;font-family:\"Helvetica Neue\",Helvetica,Arial,"
	"\"Liberation Sans\",Arimo,\"Nimbus Sans\",sans-serif;"
	"-webkit-text-size-adjust:100%}\n"
	"body{margin:0 auto;max-width:1180px;padding:40px 24px 96px}\n"
	"h1{font-size:32px;line-height:1.15;margin:4px 0 8px;"
	"letter-spacing:-.01em;text-wrap:balance;max-width:25em}\n"
	"h2{font-size:21px;line-height:1.25;margin:0 0 12px}\n"
	"h2 .no{color:var(--mute);font-weight:400;margin-right:8px}\n"
	"h3{font-size:16px;line-height:1.35;margin:28px 0 4px;"
	"max-width:64ch}\n"
	"p{margin:0 0 12px;max-width:68ch;overflow-wrap:break-word}\n"
	"li{overflow-wrap:break-word;max-width:80ch;margin-bottom:4px}\n"
	"ul{margin:0 0 12px;padding-left:20px}\n"
	"a{color:var(--blue);text-decoration-thickness:1px;"
	"text-underline-offset:2px}\n"
	"code{font-family:\"Liberation Mono\",Menlo,Consolas,monospace;"
	"font-size:.88em;overflow-wrap:anywhere}\n"
	":focus-visible{outline:2px solid var(--blue);outline-offset:2px}\n"
	".kicker{color:var(--mute);font-size:14px;margin:0}\n"
	".lede{font-size:19px;line-height:1.45;max-width:62ch}\n"
	".meta{display:flex;flex-wrap:wrap;gap:8px 28px;margin:16px 0 20px;"
	"font-size:14px}\n"
	".meta dt{color:var(--mute);font-size:13px}\n"
	".meta dd{margin:0}\n"
	".note{font-size:13px;line-height:1.4;color:var(--mute);"
	"margin:8px 0 0;max-width:80ch}\n"
	".mast .note{border:1px solid var(--grid);padding:10px 14px}\n"
	".good{color:var(--blue);font-weight:600}\n"
	".bad{color:var(--verm);font-weight:600}\n"
	".open{color:var(--ink2);font-weight:600}\n"
	".mute{color:var(--mute)}\n"
	".good,.bad,.open,td .mute{white-space:nowrap}\n"
	"h4,h5{font-size:14px;line-height:1.35;margin:16px 0 4px}\n"
	"ol{margin:0 0 12px;padding-left:24px}\n"
	"blockquote{margin:0 0 12px;padding-left:12px;"
	"border-left:2px solid var(--grid)}\n"
	"pre{margin:0 0 12px;overflow-x:auto;font-size:14px}\n"
	".prose+.note{margin:0 0 20px}\n"
	".fill{color:var(--mute);border-bottom:1px dotted var(--rule)}\n";

static const char part_style[] =
	".mast,main>section{display:grid;column-gap:56px;"
	"grid-template-columns:minmax(0,820px) 256px}\n"
	"main>section{margin-top:64px}\n"
	".mast>*,main>section>*{grid-column:1;min-width:0}\n"
	".mast>.side,main>section>.side{grid-column:2;grid-row:1/span 40;"
	"align-self:start}\n"
	"main>.wide{grid-template-columns:minmax(0,1fr)}\n"
	".side{font-size:13px;line-height:1.45;color:var(--ink2)}\n"
	".side h2,.side h3{font-size:13px;line-height:1.45;"
	"color:var(--ink);margin:0 0 4px}\n"
	".side p{margin:0 0 10px}\n"
	".side ul{margin:0 0 12px;padding-left:16px}\n"
	".ask{border-left:3px solid var(--purple);padding-left:12px;"
	"margin-top:12px}\n"
	".ask h3{color:var(--purple)}\n"
	".side .toc{list-style:none;padding:0}\n"
	".toc li{display:flex;justify-content:space-between;gap:12px}\n"
	".toc .t{color:var(--mute);white-space:nowrap}\n"
	".columns{display:grid;gap:28px;"
	"grid-template-columns:repeat(auto-fit,minmax(200px,1fr))}\n"
	".columns h3{margin-top:4px}\n"
	"details{font-size:13px;color:var(--mute);margin-top:8px}\n"
	"details table{margin:8px 0;color:var(--ink2);font-size:13px}\n"
	"summary{cursor:pointer}\n"
	".scroll{overflow-x:auto}\n"
	".keep+:not(.side),.scroll+*,figure+.scroll{margin-top:16px}\n"
	".keep+details{margin-top:0}\n"
	"table{border-collapse:collapse;width:100%;font-size:14px;"
	"line-height:1.35;font-variant-numeric:tabular-nums}\n"
	"th{font-weight:400;font-size:13px;text-align:left;"
	"vertical-align:bottom;color:var(--mute)}\n"
	"th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--grid)}\n"
	"td{vertical-align:top;overflow-wrap:break-word}\n"
	"th:last-child,td:last-child{padding-right:0}\n"
	"th:first-child:not(:empty){min-width:7.5em}\n"
	".n{text-align:right;white-space:nowrap}\n"
	".nw{white-space:nowrap}\n"
	"td small{display:block;color:var(--mute);font-size:12.5px;"
	"white-space:normal}\n"
	"figure{margin:20px 0 8px}\n"
	"figcaption{margin-bottom:10px}\n"
	"figcaption h3{margin:0}\n"
	"figcaption span{display:block;font-size:13px;color:var(--mute);"
	"margin-top:2px}\n"
	".missing{border:1px solid var(--grid);padding:16px;color:var(--ink2);"
	"font-size:14px;max-width:none}\n"
	"td .fig{width:190px;height:34px}\n"
	"caption{position:absolute;width:1px;height:1px;overflow:hidden;"
	"clip-path:inset(50%);white-space:nowrap}\n"
	".theme{position:absolute;top:14px;right:24px;display:flex;gap:10px;"
	"font-size:12px;color:var(--mute)}\n"
	".theme input{margin:0 4px 0 0;vertical-align:-1px}\n";

static const char screen_style[] =
	"@media screen and (max-width:1100px){\n"
	".mast,main>section{grid-template-columns:minmax(0,1fr)}\n"
	".mast>.side,main>section>.side{grid-column:1;grid-row:auto;"
	"margin-top:16px;columns:2;column-gap:32px}\n"
	".side>div{break-inside:avoid}\n"
	".scroll .fig{min-width:640px}\n"
	"td .fig,.scroll td .fig{min-width:120px;width:120px}\n"
	"}\n"
	"@media screen and (max-width:640px){\n"
	"body{padding:40px 16px 64px}\n"
	"h1{font-size:26px}\n"
	".mast>.side,main>section>.side{columns:1}\n"
	".meta{display:grid;grid-template-columns:1fr 1fr}\n"
	".scroll table{min-width:480px}\n"
	".scroll th:first-child,.scroll td:first-child{position:sticky;left:0;"
	"background:var(--paper);max-width:38vw}\n"
	".scroll table:has(th:nth-child(6)){min-width:620px}\n"
	".scroll table:has(th:nth-child(8)){min-width:860px}\n"
	".scroll{border-right:3px solid var(--grid)}\n"
	".scroll td small{width:max-content;max-width:16em}\n"
	"}\n";

static const char print_style[] =
	"@media print{\n"
	"html{font-size:10.5pt;background:#FFFFFF}\n"
	"body{padding:0;max-width:none}\n"
	".theme,summary{display:none}\n"
	".more>summary{display:block;list-style:none;break-after:avoid}\n"
	".folded{display:none}\n"
	".more::details-content{content-visibility:visible}\n"
	".mast,main>section{display:block}\n"
	"main>section{margin-top:22pt}\n"
	"h1{font-size:22pt}\n"
	"h2{font-size:14.5pt}\n"
	".lede{font-size:12pt}\n"
	"h2,h3,figcaption{break-after:avoid}\n"
	".keep,figure,tr,.side>div,.columns>div{break-inside:avoid}\n"
	"p{orphans:3;widows:3}\n"
	".side{columns:2;column-gap:24pt;margin:8pt 0 0;font-size:8.5pt;"
	"break-before:avoid}\n"
	"td .fig{width:150px;height:27px}\n"
	".scroll{overflow:visible}\n"
	"thead{display:table-header-group}\n"
	"td,th{font-size:9pt}\n"
	"a{color:inherit;text-decoration:none}\n"
	"body:has(.page) .mast>nav{display:none}\n"
	".page{break-after:page}\n"
	"main>.page{margin-top:12pt}\n"
	".page td{padding:3px 8px 3px 0;font-size:8.5pt}\n"
	".mast .note{border:0;padding:0;margin:0;font-size:8pt}\n"
	"details td,details th{padding:2px 8px 2px 0;font-size:8pt}\n"
	".page td small{font-size:7.5pt}\n"
	".page td .fig{width:110px;height:20px}\n"
	"*{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
	"}\n";

static void
add_page_feet(struct dbr_buf *out, const struct document *doc)
{
	struct dbr_buf plain = DBR_BUF_INIT;

	doc_text_plain(&plain, &doc->footer);
	dbr_buf_add_text(out, "@page{size:A4;margin:15mm 15mm 18mm;"
			      "@bottom-left{content:\"");
	escape_css(out, dbr_buf_str(&plain));
	dbr_buf_add_text(out, "\";font:8pt Arial,sans-serif;color:#656D76}"
			      "@bottom-right{content:counter(page) \" / \" "
			      "counter(pages);font:8pt Arial,sans-serif;"
			      "color:#656D76}}\n");
	dbr_buf_release(&plain);
}

void
html_style(struct dbr_buf *out, const struct document *doc)
{
	figure_css(out);
	dbr_buf_add_text(out, page_style);
	dbr_buf_add_text(out, part_style);
	dbr_buf_add_text(out, screen_style);
	add_page_feet(out, doc);
	dbr_buf_add_text(out, print_style);
}
