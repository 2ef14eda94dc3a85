set encoding utf8
set term svg size 760,326 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [326:0]
$d1 << EOD
480.43 58 0xE3E6EA
480.43 300 0xE3E6EA
EOD
$d2 << EOD
514.93 58 0x8B939C
514.93 300 0x8B939C
EOD
$d3 << EOD
549.43 58 0xE3E6EA
549.43 300 0xE3E6EA

583.93 58 0xE3E6EA
583.93 300 0xE3E6EA

618.43 58 0xE3E6EA
618.43 300 0xE3E6EA

0 58 0xE3E6EA
760 58 0xE3E6EA
EOD
$d4 << EOD
141.18 74 109.72 172.64 64 84 0xC64D00
239.4 74 172.64 306.15 64 84 0xDDE2E7
361.4 74 306.15 416.65 64 84 0x00508C
EOD
$d5 << EOD
533.24 74 0x4A5159
603.58 74 0x4A5159
EOD
$d6 << EOD
568.41 74 0.7333 0x1A1D21
EOD
$d7 << EOD
0 90 0xE3E6EA
760 90 0xE3E6EA
EOD
$d8 << EOD
144.67 106 116.77 172.58 96 116 0xC64D00
239.4 106 172.58 306.22 96 116 0xDDE2E7
364.96 106 306.22 423.7 96 116 0x00508C
EOD
$d9 << EOD
550.4 106 0x4A5159
618.13 106 0x4A5159
EOD
$d10 << EOD
584.26 106 0.7333 0x1A1D21
EOD
$d11 << EOD
0 122 0xE3E6EA
760 122 0xE3E6EA
EOD
$d12 << EOD
141.27 138 108.8 173.73 128 148 0xC64D00
239.4 138 173.73 305.06 128 148 0xDDE2E7
360.4 138 305.06 415.73 128 148 0x00508C
EOD
$d13 << EOD
531.58 138 0x4A5159
601.12 138 0x4A5159
EOD
$d14 << EOD
566.35 138 0.7333 0x1A1D21
EOD
$d15 << EOD
0 154 0xE3E6EA
760 154 0xE3E6EA
EOD
$d16 << EOD
146.72 170 117.07 176.38 160 180 0xC64D00
239.4 170 176.38 302.41 160 180 0xDDE2E7
363.21 170 302.41 424 160 180 0x00508C
EOD
$d17 << EOD
550.13 170 0x4A5159
619.73 170 0x4A5159
EOD
$d18 << EOD
584.93 170 0.7333 0x1A1D21
EOD
$d19 << EOD
0 186 0xE3E6EA
760 186 0xE3E6EA
EOD
$d20 << EOD
0 204 0x8E4A86
760 204 0x8E4A86
EOD
$d21 << EOD
128.93 220 80 177.86 210 230 0xC64D00
239.4 220 177.86 300.93 210 230 0xDDE2E7
343.93 220 300.93 386.93 210 230 0x00508C
EOD
$d22 << EOD
465.27 220 0x4A5159
537.93 220 0x4A5159
EOD
$d23 << EOD
501.6 220 0.7333 0x1A1D21
EOD
$d24 << EOD
0 236 0xE3E6EA
760 236 0xE3E6EA
EOD
$d25 << EOD
129.11 252 81.28 176.95 242 262 0xC64D00
239.4 252 176.95 301.85 242 262 0xDDE2E7
345.03 252 301.85 388.21 242 262 0x00508C
EOD
$d26 << EOD
470.24 252 0x4A5159
538.71 252 0x4A5159
EOD
$d27 << EOD
504.48 252 0.7333 0x1A1D21
EOD
$d28 << EOD
0 268 0xE3E6EA
760 268 0xE3E6EA
EOD
$d29 << EOD
141.43 284 107.85 175 274 294 0xC64D00
239.4 284 175 303.8 274 294 0xDDE2E7
359.29 284 303.8 414.79 274 294 0x00508C
EOD
$d30 << EOD
530.41 284 0x4A5159
598.03 284 0x4A5159
EOD
$d31 << EOD
564.22 284 0.7333 0x1A1D21
EOD
$d32 << EOD
0 300 0xE3E6EA
760 300 0xE3E6EA
EOD
set label 1 "[[0]]" at first 480.43 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 2 "[[1]]" at first 514.93 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 549.43 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 583.93 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 618.43 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 80 , first 14 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 7 "[[6]]" at first 456 , first 14 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 8 "[[7]]" at first 758 , first 45 right font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 141.18 , first 45 center font "sans,11" tc rgb 0xC64D00 front
set label 10 "[[9]]" at first 239.4 , first 45 center font "sans,11" tc rgb 0x656D76 front
set label 11 "[[10]]" at first 361.4 , first 45 center font "sans,11" tc rgb 0x00508C front
set label 12 "[[11]]" at first 0 , first 74 left font "sans,12" tc rgb 0x1A1D21 front
set label 13 "[[12]]" at first 141.18 , first 74 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 14 "[[13]]" at first 239.4 , first 74 center font "sans,11" tc rgb 0x4A5159 front
set label 15 "[[14]]" at first 361.4 , first 74 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 16 "[[15]]" at first 665 , first 74 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 17 "[[16]]" at first 673 , first 74 left font "sans,11" tc rgb 0x656D76 front
set label 18 "[[17]]" at first 758 , first 74 right font "sans,11" tc rgb 0x656D76 front
set label 19 "[[18]]" at first 0 , first 106 left font "sans,12" tc rgb 0x1A1D21 front
set label 20 "[[19]]" at first 144.67 , first 106 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 21 "[[20]]" at first 239.4 , first 106 center font "sans,11" tc rgb 0x4A5159 front
set label 22 "[[21]]" at first 364.96 , first 106 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 23 "[[22]]" at first 665 , first 106 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 24 "[[23]]" at first 673 , first 106 left font "sans,11" tc rgb 0x656D76 front
set label 25 "[[24]]" at first 758 , first 106 right font "sans,11" tc rgb 0x656D76 front
set label 26 "[[25]]" at first 0 , first 138 left font "sans,12" tc rgb 0x1A1D21 front
set label 27 "[[26]]" at first 141.27 , first 138 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 28 "[[27]]" at first 239.4 , first 138 center font "sans,11" tc rgb 0x4A5159 front
set label 29 "[[28]]" at first 360.4 , first 138 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 30 "[[29]]" at first 665 , first 138 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 31 "[[30]]" at first 673 , first 138 left font "sans,11" tc rgb 0x656D76 front
set label 32 "[[31]]" at first 758 , first 138 right font "sans,11" tc rgb 0x656D76 front
set label 33 "[[32]]" at first 0 , first 170 left font "sans,12" tc rgb 0x1A1D21 front
set label 34 "[[33]]" at first 146.72 , first 170 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 35 "[[34]]" at first 239.4 , first 170 center font "sans,11" tc rgb 0x4A5159 front
set label 36 "[[35]]" at first 363.21 , first 170 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 37 "[[36]]" at first 665 , first 170 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 38 "[[37]]" at first 673 , first 170 left font "sans,11" tc rgb 0x656D76 front
set label 39 "[[38]]" at first 758 , first 170 right font "sans,11" tc rgb 0x656D76 front
set label 40 "[[39]]" at first 0 , first 195 left font "sans,11" tc rgb 0x8E4A86 front
set label 41 "[[40]]" at first 0 , first 220 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 42 "[[41]]" at first 128.93 , first 220 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 43 "[[42]]" at first 239.4 , first 220 center font "sans,11" tc rgb 0x4A5159 front
set label 44 "[[43]]" at first 343.93 , first 220 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 45 "[[44]]" at first 665 , first 220 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 46 "[[45]]" at first 673 , first 220 left font "sans,11" tc rgb 0x656D76 front
set label 47 "[[46]]" at first 758 , first 220 right font "sans,11" tc rgb 0x656D76 front
set label 48 "[[47]]" at first 0 , first 252 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 49 "[[48]]" at first 129.11 , first 252 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 50 "[[49]]" at first 239.4 , first 252 center font "sans,11" tc rgb 0x4A5159 front
set label 51 "[[50]]" at first 345.03 , first 252 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 52 "[[51]]" at first 665 , first 252 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 53 "[[52]]" at first 673 , first 252 left font "sans,11" tc rgb 0x656D76 front
set label 54 "[[53]]" at first 758 , first 252 right font "sans,11" tc rgb 0x656D76 front
set label 55 "[[54]]" at first 0 , first 284 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 56 "[[55]]" at first 141.43 , first 284 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 57 "[[56]]" at first 239.4 , first 284 center font "sans,11" tc rgb 0x4A5159 front
set label 58 "[[57]]" at first 359.29 , first 284 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 59 "[[58]]" at first 665 , first 284 right font "sans Bold,12" tc rgb 0x1A1D21 front
set label 60 "[[59]]" at first 673 , first 284 left font "sans,11" tc rgb 0x656D76 front
set label 61 "[[60]]" at first 758 , first 284 right font "sans,11" tc rgb 0x656D76 front
plot $d1 using 1:2:3 with lines lw 1 lc rgb variable, $d2 using 1:2:3 with lines lw 1.25 lc rgb variable, $d3 using 1:2:3 with lines lw 1 lc rgb variable, $d4 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d5 using 1:2:3 with lines lw 1.5 lc rgb variable, $d6 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d7 using 1:2:3 with lines lw 1 lc rgb variable, $d8 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d9 using 1:2:3 with lines lw 1.5 lc rgb variable, $d10 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d11 using 1:2:3 with lines lw 1 lc rgb variable, $d12 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d13 using 1:2:3 with lines lw 1.5 lc rgb variable, $d14 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d15 using 1:2:3 with lines lw 1 lc rgb variable, $d16 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d17 using 1:2:3 with lines lw 1.5 lc rgb variable, $d18 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d19 using 1:2:3 with lines lw 1 lc rgb variable, $d20 using 1:2:3 with lines lw 1.25 dt (3.2,3.2) lc rgb variable, $d21 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d22 using 1:2:3 with lines lw 1.5 lc rgb variable, $d23 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d24 using 1:2:3 with lines lw 1 lc rgb variable, $d25 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d26 using 1:2:3 with lines lw 1.5 lc rgb variable, $d27 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d28 using 1:2:3 with lines lw 1 lc rgb variable, $d29 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d30 using 1:2:3 with lines lw 1.5 lc rgb variable, $d31 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d32 using 1:2:3 with lines lw 1 lc rgb variable
print "DBR-OK"
