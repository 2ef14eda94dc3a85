set encoding utf8
set term svg size 760,326 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [326:0]
$d1 << EOD
352 48 0x8B939C
352 300 0x8B939C

0 48 0xE3E6EA
760 48 0xE3E6EA

0 84 0xE3E6EA
760 84 0xE3E6EA

0 120 0xE3E6EA
760 120 0xE3E6EA

0 156 0xE3E6EA
760 156 0xE3E6EA

0 192 0xE3E6EA
760 192 0xE3E6EA

0 228 0xE3E6EA
760 228 0xE3E6EA

0 264 0xE3E6EA
760 264 0xE3E6EA

0 300 0xE3E6EA
760 300 0xE3E6EA
EOD
$d2 << EOD
171.05 66 152 190.1 58 74 0x00508C
337.71 66 190.1 485.33 58 74 0xC64D00
518.67 66 485.33 552 58 74 0xDDE2E7
188.36 102 152 224.73 94 110 0x00508C
358.06 102 224.73 491.39 94 110 0xF3C3A6
521.7 102 491.39 552 94 110 0xDDE2E7
210.06 138 152 268.13 130 146 0x00508C
371.35 138 268.13 474.58 130 146 0xF3C3A6
513.29 138 474.58 552 130 146 0xDDE2E7
242.32 174 152 332.65 166 182 0x00508C
410.06 174 332.65 487.48 166 182 0xF3C3A6
519.74 174 487.48 552 166 182 0xDDE2E7
292 210 152 432 202 218 0x00508C
465.33 210 432 498.67 202 218 0xF3C3A6
525.33 210 498.67 552 202 218 0xDDE2E7
312 246 152 472 238 254 0x00508C
512 246 472 552 238 254 0xF3C3A6
323.43 282 152 494.86 274 290 0x00508C
509.14 282 494.86 523.43 274 290 0xF3C3A6
537.71 282 523.43 552 274 290 0xDDE2E7
EOD
set label 1 "[[0]]" at first 152 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 2 "[[1]]" at first 352 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 552 , first 314 center font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 152 , first 18 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 5 "[[4]]" at first 0 , first 35 left font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 152 , first 35 left font "sans,11" tc rgb 0x00508C front
set label 7 "[[6]]" at first 352 , first 35 center font "sans,11" tc rgb 0xC64D00 front
set label 8 "[[7]]" at first 552 , first 35 right font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 590 , first 35 right font "sans,11" tc rgb 0x656D76 front
set label 10 "[[9]]" at first 606 , first 35 left font "sans,11" tc rgb 0x656D76 front
set label 11 "[[10]]" at first 0 , first 59 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 12 "[[11]]" at first 0 , first 74 left font "sans,11" tc rgb 0x00508C front
set label 13 "[[12]]" at first 171.05 , first 66 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 14 "[[13]]" at first 337.71 , first 66 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 15 "[[14]]" at first 590 , first 66 right font "sans,11" tc rgb 0x656D76 front
set label 16 "[[15]]" at first 606 , first 59 left font "sans,12" tc rgb 0xC64D00 front
set label 17 "[[16]]" at first 653.36 , first 59 left font "sans Bold,12" tc rgb 0xC64D00 front
set label 18 "[[17]]" at first 606 , first 74 left font "sans,11" tc rgb 0x656D76 front
set label 19 "[[18]]" at first 0 , first 95 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 20 "[[19]]" at first 0 , first 110 left font "sans,11" tc rgb 0x00508C front
set label 21 "[[20]]" at first 188.36 , first 102 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 22 "[[21]]" at first 358.06 , first 102 center font "sans,11" tc rgb 0x1A1D21 front
set label 23 "[[22]]" at first 590 , first 102 right font "sans,11" tc rgb 0x656D76 front
set label 24 "[[23]]" at first 606 , first 95 left font "sans,12" tc rgb 0x4A5159 front
set label 25 "[[24]]" at first 650.01 , first 95 left font "sans,12" tc rgb 0x4A5159 front
set label 26 "[[25]]" at first 606 , first 110 left font "sans,11" tc rgb 0x656D76 front
set label 27 "[[26]]" at first 0 , first 131 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 28 "[[27]]" at first 0 , first 146 left font "sans,11" tc rgb 0x00508C front
set label 29 "[[28]]" at first 210.06 , first 138 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 30 "[[29]]" at first 371.35 , first 138 center font "sans,11" tc rgb 0x1A1D21 front
set label 31 "[[30]]" at first 590 , first 138 right font "sans,11" tc rgb 0x656D76 front
set label 32 "[[31]]" at first 606 , first 131 left font "sans,12" tc rgb 0x4A5159 front
set label 33 "[[32]]" at first 650.01 , first 131 left font "sans,12" tc rgb 0x4A5159 front
set label 34 "[[33]]" at first 606 , first 146 left font "sans,11" tc rgb 0x656D76 front
set label 35 "[[34]]" at first 0 , first 167 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 36 "[[35]]" at first 0 , first 182 left font "sans,11" tc rgb 0x00508C front
set label 37 "[[36]]" at first 242.32 , first 174 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 38 "[[37]]" at first 410.06 , first 174 center font "sans,11" tc rgb 0x1A1D21 front
set label 39 "[[38]]" at first 590 , first 174 right font "sans,11" tc rgb 0x656D76 front
set label 40 "[[39]]" at first 606 , first 167 left font "sans,12" tc rgb 0x4A5159 front
set label 41 "[[40]]" at first 650.01 , first 167 left font "sans,12" tc rgb 0x4A5159 front
set label 42 "[[41]]" at first 606 , first 182 left font "sans,11" tc rgb 0x656D76 front
set label 43 "[[42]]" at first 0 , first 203 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 44 "[[43]]" at first 0 , first 218 left font "sans,11" tc rgb 0x00508C front
set label 45 "[[44]]" at first 292 , first 210 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 46 "[[45]]" at first 465.33 , first 210 center font "sans,11" tc rgb 0x1A1D21 front
set label 47 "[[46]]" at first 590 , first 210 right font "sans,11" tc rgb 0x656D76 front
set label 48 "[[47]]" at first 606 , first 203 left font "sans,12" tc rgb 0x4A5159 front
set label 49 "[[48]]" at first 606 , first 218 left font "sans,11" tc rgb 0x656D76 front
set label 50 "[[49]]" at first 0 , first 239 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 51 "[[50]]" at first 0 , first 254 left font "sans,11" tc rgb 0x00508C front
set label 52 "[[51]]" at first 312 , first 246 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 53 "[[52]]" at first 512 , first 246 center font "sans,11" tc rgb 0x1A1D21 front
set label 54 "[[53]]" at first 590 , first 246 right font "sans,11" tc rgb 0x656D76 front
set label 55 "[[54]]" at first 606 , first 239 left font "sans,12" tc rgb 0x4A5159 front
set label 56 "[[55]]" at first 606 , first 254 left font "sans,11" tc rgb 0x656D76 front
set label 57 "[[56]]" at first 0 , first 275 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 58 "[[57]]" at first 0 , first 290 left font "sans,11" tc rgb 0x00508C front
set label 59 "[[58]]" at first 323.43 , first 282 center font "sans Bold,11" tc rgb 0xFFFFFF front
set label 60 "[[59]]" at first 509.14 , first 282 center font "sans,11" tc rgb 0x1A1D21 front
set label 61 "[[60]]" at first 590 , first 282 right font "sans,11" tc rgb 0x656D76 front
set label 62 "[[61]]" at first 606 , first 275 left font "sans,12" tc rgb 0x4A5159 front
set label 63 "[[62]]" at first 606 , first 290 left font "sans,11" tc rgb 0x656D76 front
plot $d1 using 1:2:3 with lines lw 1 lc rgb variable, $d2 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable
print "DBR-OK"
