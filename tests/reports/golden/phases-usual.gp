set encoding utf8
set term svg size 760,276 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [276:0]
$d1 << EOD
323.02 24 0xE3E6EA
323.02 220 0xE3E6EA

601.11 24 0xE3E6EA
601.11 220 0xE3E6EA

233.19 24 0xE3E6EA
233.19 220 0xE3E6EA

482.12 24 0xE3E6EA
482.12 220 0xE3E6EA

119.85 24 0xE3E6EA
119.85 220 0xE3E6EA

176.52 24 0xE3E6EA
176.52 220 0xE3E6EA

412.84 24 0xE3E6EA
412.84 220 0xE3E6EA

538.79 24 0xE3E6EA
538.79 220 0xE3E6EA

0 24 0xE3E6EA
760 24 0xE3E6EA
EOD
$d2 << EOD
509.55 64 489.2 529.9 60 68 0xDDE2E7
EOD
$d3 << EOD
507.95 59 0x8B939C
507.95 69 0x8B939C
EOD
$d4 << EOD
504.99 64 0.8889 0x00508C
EOD
$d5 << EOD
536.2 86 515.86 556.55 82 90 0xDDE2E7
EOD
$d6 << EOD
534.6 81 0x8B939C
534.6 91 0x8B939C
EOD
$d7 << EOD
579.91 86 0.8889 0xC64D00
EOD
$d8 << EOD
204.98 108 184.63 225.33 104 112 0xDDE2E7
EOD
$d9 << EOD
203.38 103 0x8B939C
203.38 113 0x8B939C
EOD
$d10 << EOD
207.37 108 0.8889 0x00508C
EOD
$d11 << EOD
0 122 0xE3E6EA
760 122 0xE3E6EA
EOD
$d12 << EOD
509.55 162 489.2 529.9 158 166 0xDDE2E7
EOD
$d13 << EOD
507.95 157 0x8B939C
507.95 167 0x8B939C
EOD
$d14 << EOD
514.62 162 0.8889 0x00508C
EOD
$d15 << EOD
536.2 184 515.86 556.55 180 188 0xDDE2E7
EOD
$d16 << EOD
534.6 179 0x8B939C
534.6 189 0x8B939C
EOD
$d17 << EOD
204.98 206 184.63 225.33 202 210 0xDDE2E7
EOD
$d18 << EOD
203.38 201 0x8B939C
203.38 211 0x8B939C
EOD
$d19 << EOD
138.09 206 0.8889 0x00508C
EOD
$d20 << EOD
0 220 0xE3E6EA
760 220 0xE3E6EA
EOD
set label 1 "[[0]]" at first 323.02 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 2 "[[1]]" at first 601.11 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 233.19 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 482.12 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 119.85 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 176.52 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 7 "[[6]]" at first 412.84 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 8 "[[7]]" at first 538.79 , first 234 center font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 359 , first 251 center font "sans,11" tc rgb 0x656D76 front
set label 10 "[[9]]" at first 359 , first 267 center font "sans,11" tc rgb 0x656D76 front
set label 11 "[[10]]" at first 673 , first 12 right font "sans,11" tc rgb 0x656D76 front
set label 12 "[[11]]" at first 758 , first 12 right font "sans,11" tc rgb 0x656D76 front
set label 13 "[[12]]" at first 0 , first 40 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 14 "[[13]]" at first 53 , first 40 left font "sans,11" tc rgb 0x656D76 front
set label 15 "[[14]]" at first 0 , first 64 left font "sans,12" tc rgb 0x4A5159 front
set label 16 "[[15]]" at first 673 , first 64 right font "sans,12" tc rgb 0x00508C front
set label 17 "[[16]]" at first 758 , first 64 right font "sans,12" tc rgb 0x656D76 front
set label 18 "[[17]]" at first 0 , first 86 left font "sans,12" tc rgb 0x4A5159 front
set label 19 "[[18]]" at first 673 , first 86 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 20 "[[19]]" at first 758 , first 86 right font "sans,12" tc rgb 0x656D76 front
set label 21 "[[20]]" at first 0 , first 108 left font "sans,12" tc rgb 0x4A5159 front
set label 22 "[[21]]" at first 673 , first 108 right font "sans,12" tc rgb 0x00508C front
set label 23 "[[22]]" at first 758 , first 108 right font "sans,12" tc rgb 0x656D76 front
set label 24 "[[23]]" at first 0 , first 138 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 25 "[[24]]" at first 0 , first 162 left font "sans,12" tc rgb 0x4A5159 front
set label 26 "[[25]]" at first 673 , first 162 right font "sans,12" tc rgb 0x00508C front
set label 27 "[[26]]" at first 758 , first 162 right font "sans,12" tc rgb 0x656D76 front
set label 28 "[[27]]" at first 0 , first 184 left font "sans,12" tc rgb 0x4A5159 front
set label 29 "[[28]]" at first 673 , first 184 right font "sans,12" tc rgb 0x00508C front
set label 30 "[[29]]" at first 758 , first 184 right font "sans,12" tc rgb 0x656D76 front
set label 31 "[[30]]" at first 0 , first 206 left font "sans,12" tc rgb 0x4A5159 front
set label 32 "[[31]]" at first 673 , first 206 right font "sans,12" tc rgb 0x00508C front
set label 33 "[[32]]" at first 758 , first 206 right font "sans,12" tc rgb 0x656D76 front
plot $d1 using 1:2:3 with lines lw 1 lc rgb variable, $d2 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d3 using 1:2:3 with lines lw 1.5 lc rgb variable, $d4 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d5 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d6 using 1:2:3 with lines lw 1.5 lc rgb variable, $d7 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d8 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d9 using 1:2:3 with lines lw 1.5 lc rgb variable, $d10 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d11 using 1:2:3 with lines lw 1 lc rgb variable, $d12 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d13 using 1:2:3 with lines lw 1.5 lc rgb variable, $d14 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d15 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d16 using 1:2:3 with lines lw 1.5 lc rgb variable, $d17 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d18 using 1:2:3 with lines lw 1.5 lc rgb variable, $d19 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d20 using 1:2:3 with lines lw 1 lc rgb variable
print "DBR-OK"
