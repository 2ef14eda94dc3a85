set encoding utf8
set term svg size 190,34 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:190]; set yrange [34:0]
$d1 << EOD
95 21.68 3 187 14.82 28.54 0xEEF1F4
EOD
$d2 << EOD
3 21.68 0xE3E6EA
187 21.68 0xE3E6EA
EOD
$d3 << EOD
5 22.3 0x4A5159
20 21.68 0x4A5159
35 24.8 0x4A5159
50 24.8 0x4A5159
65 22.93 0x4A5159
80 21.05 0x4A5159
95 22.93 0x4A5159
110 25.42 0x4A5159
125 24.8 0x4A5159
140 23.55 0x4A5159
155 5.46 0x4A5159
170 6.09 0x4A5159
185 6.71 0x4A5159
EOD
$d4 << EOD
155 5.46 0.4222 0xC64D00
170 6.09 0.4222 0xC64D00
185 6.71 0.5778 0xC64D00
EOD
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d2 using 1:2:3 with lines lw 1 lc rgb variable, $d3 using 1:2:3 with lines lw 1.4 lc rgb variable, $d4 using 1:2:3:4 with points pt 7 ps variable lc rgb variable
print "DBR-OK"
