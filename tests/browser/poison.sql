-- SPDX-License-Identifier: GPL-3.0-or-later
-- The hostile strings; "~12~" says which one it was.  columns.sql puts them
-- in front of what every column of text held.
CREATE TEMP TABLE tag (name TEXT);
INSERT INTO tag VALUES ('script'), ('svg'), ('img'), ('iframe'), ('object'),
 ('embed'), ('base'), ('link'), ('meta'), ('style'), ('form'), ('input'),
 ('body'), ('html'), ('title'), ('textarea'), ('math'), ('details'),
 ('video'), ('audio'), ('template'), ('noscript'), ('plaintext'), ('a');
CREATE TEMP TABLE event (name TEXT);
INSERT INTO event VALUES ('onload'), ('onerror'), ('onmouseover'),
 ('autofocus onfocus'), ('onclick'), ('open ontoggle'), ('onbegin'),
 ('onanimationstart'), ('onpageshow'), ('onscroll');
CREATE TEMP TABLE bad (n INTEGER PRIMARY KEY, text TEXT);
INSERT INTO bad (text)
 SELECT '<' || tag.name || ' ' || event.name
        || '=alert(1) src=x href=javascript:alert(1)>' FROM tag, event;
INSERT INTO bad (text)
 SELECT '</' || name || '><script>alert(1)</script>' FROM tag;
INSERT INTO bad (text)
 SELECT q.text || '><' || tag.name || ' onload=alert(1)>'
   FROM tag, (SELECT '"' AS text UNION SELECT '''' UNION SELECT '`') q
  WHERE tag.name IN ('svg', 'img', 'iframe', 'script');
INSERT INTO bad (text) VALUES
 ('" onmouseover="alert(1)'), (''' onmouseover=''alert(1)'),
 ('javascript:alert(1)'), ('java' || char(9) || 'script:alert(1)'),
 ('[x](javascript:alert(1))'), ('[x]: javascript:alert(1)'),
 ('![x](https://evil.example/x)'), ('<https://evil.example>'),
 ('<javascript:alert(1)>'), ('| a | b |'), ('`touch hacked`'),
 ('$(touch hacked)'), ('; touch hacked'), ('''; system "touch hacked"; '''),
 (char(10) || 'EOD' || char(10) || 'system "touch hacked"'),
 ('e' || char(10) || '!touch hacked'), ('@macro !touch hacked'),
 ('< touch hacked'), ('|touch hacked'), ('{{facts.title}}'),
 ('? facts.title some: x'), ('[[0]] [[12]] [[99999999999999999999]]'),
 ('%s%n%d%x'), ('&lt;b&gt; &#60;script&#62; &amp;lt; &#x3c;'),
 ('&colon;&lpar;'), ('-->'), ('<!--'), ('<![CDATA['), (']]>'), ('<?xml'),
 ('<!DOCTYPE x [<!ENTITY a "b">]>'), (char(1, 27) || '[31m'),
 (char(27) || ']0;x' || char(7)), (char(155) || '31m'), (char(127)),
 (char(8238) || 'gpj.exe'), (char(8294, 8297, 8207)), (char(8203, 8205)),
 (char(8232) || 'x' || char(8233)), (char(65279)), (char(917505, 917536)),
 (char(57344, 63743, 983040)), (char(65533, 65534)),
 ('Z' || char(769, 769, 769, 769, 769, 769, 769, 769, 769, 769)),
 ('# heading'), ('* * *'), ('1. list'), ('    code'), ('***bold***'),
 ('url(https://evil.example)'), ('@import "x"'), ('}*{display:none}'),
 ('expression(alert(1))'), ('{/z"><script>alert(1)</script> hi}'),
 ('x'');alert(1);('''), ('</style><script>alert(1)</script>'),
 ('=cmd|''/c calc''!A1'), ('+1+1'), ('@SUM(1)'), ('\u003cscript\u003e'),
 ('%3Cscript%3Ealert(1)%3C/script%3E'), ('../../../../etc/passwd'),
 ('CON'), (char(0x1F600, 0x200D, 0x1F525)), ('שלום العربية'), ('日本語'),
 ('ﷺ'), ('ｓｃｒｉｐｔ'), ('<scr<script>ipt>alert(1)</scr</script>ipt>'),
 ('<svg><animate onbegin=alert(1) attributeName=x dur=1s>'),
 ('<svg><use href="data:image/svg+xml,x">'), ('<math><mi//xlink:href="x">'),
 ('<a href="vbscript:x">'), ('<img srcset="x 1x" src=//evil.example/x>'),
 ('<input formaction=javascript:alert(1) type=submit>'),
 ('<button popovertarget=x>'), ('<object data="data:text/html,x">'),
 ('<meta http-equiv=refresh content="0;url=https://evil.example">'),
 ('<base href=//evil.example/>'), ('<link rel=stylesheet href=//evil.example>'),
 ('<style>@import url(//evil.example)</style>'), ('<x/onclick=alert(1)>'),
 ('<a' || char(10) || 'onclick=alert(1)>'), ('<svg/onload=alert(1)//'),
 ('<iframe srcdoc="<script>alert(1)</script>">');
UPDATE bad SET text = text || ' ~' || n || '~ ';
CREATE TABLE clean (name TEXT);
