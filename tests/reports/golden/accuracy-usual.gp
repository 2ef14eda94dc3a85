set encoding utf8
set term svg size 760,380 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [380:0]
$d1 << EOD
178.95 194 114 243.91 50 338 0xEEF1F4
EOD
$d2 << EOD
194.33 50 0xE3E6EA
194.33 338 0xE3E6EA

359.03 50 0xE3E6EA
359.03 338 0xE3E6EA

408.61 50 0xE3E6EA
408.61 338 0xE3E6EA

144.75 50 0xE3E6EA
144.75 338 0xE3E6EA

309.45 50 0xE3E6EA
309.45 338 0xE3E6EA

474.15 50 0xE3E6EA
474.15 338 0xE3E6EA

115.75 50 0xE3E6EA
115.75 338 0xE3E6EA
EOD
$d3 << EOD
243.91 28 0x4A5159
243.91 338 0x4A5159
EOD
$d4 << EOD
134.46 62 0xC64D00
177.7 62 0xC64D00
EOD
$d5 << EOD
156.02 62 0.7333 0xC64D00
EOD
$d6 << EOD
155.12 86 0xC64D00
206.58 86 0xC64D00
EOD
$d7 << EOD
180.79 86 0.7333 0xC64D00
EOD
$d8 << EOD
179.33 110 0xC64D00
242.86 110 0xC64D00
EOD
$d9 << EOD
211.04 110 0.7333 0xC64D00
EOD
$d10 << EOD
188.81 134 0x4A5159
257.97 134 0x4A5159
EOD
$d11 << EOD
223.33 134 0.7333 0x4A5159
223.33 134 0.4222 0xFFFFFF
EOD
$d12 << EOD
181.33 158 0x4A5159
284.66 158 0x4A5159
EOD
$d13 << EOD
232.88 158 0.7333 0x4A5159
232.88 158 0.4222 0xFFFFFF
EOD
$d14 << EOD
218.71 182 0x4A5159
310.38 182 0x4A5159
EOD
$d15 << EOD
264.49 182 0.7333 0x4A5159
264.49 182 0.4222 0xFFFFFF
EOD
$d16 << EOD
185.45 206 0x4A5159
370.03 206 0x4A5159
EOD
$d17 << EOD
277.53 206 0.7333 0x4A5159
277.53 206 0.4222 0xFFFFFF
EOD
$d18 << EOD
245.82 230 0x00508C
367.35 230 0x00508C
EOD
$d19 << EOD
306.53 230 0.7333 0x00508C
EOD
$d20 << EOD
266.05 254 0x00508C
420.2 254 0x00508C
EOD
$d21 << EOD
343.07 254 0.7333 0x00508C
EOD
$d22 << EOD
227.75 278 0x4A5159
475.54 278 0x4A5159
EOD
$d23 << EOD
351.49 278 0.7333 0x4A5159
351.49 278 0.4222 0xFFFFFF
EOD
$d24 << EOD
200 302 0x4A5159
496 302 0x4A5159
EOD
$d25 << EOD
496 298.5 
504 302 
496 305.5 
496 298.5 
EOD
$d26 << EOD
325.49 326 0x00508C
496 326 0x00508C
EOD
$d27 << EOD
496 322.5 
504 326 
496 329.5 
496 322.5 
EOD
set label 1 "[[0]]" at first 243.91 , first 351 center font "sans Bold,11" tc rgb 0x1A1D21 front
set label 2 "[[1]]" at first 194.33 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 359.03 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 408.61 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 144.75 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 309.45 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 7 "[[6]]" at first 474.15 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 8 "[[7]]" at first 115.75 , first 351 center font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 305 , first 369 center font "sans,11" tc rgb 0x656D76 front
set label 10 "[[9]]" at first 243.91 , first 18 center font "sans,11" tc rgb 0x4A5159 front
set label 11 "[[10]]" at first 118 , first 37 left font "sans,11" tc rgb 0x656D76 front
set label 12 "[[11]]" at first 588 , first 37 right font "sans,11" tc rgb 0x656D76 front
set label 13 "[[12]]" at first 690 , first 37 right font "sans,11" tc rgb 0x656D76 front
set label 14 "[[13]]" at first 758 , first 37 right font "sans,11" tc rgb 0x656D76 front
set label 15 "[[14]]" at first 0 , first 62 left font "sans Bold,12" tc rgb 0xC64D00 front
set label 16 "[[15]]" at first 588 , first 62 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 17 "[[16]]" at first 690 , first 62 right font "sans,11" tc rgb 0x656D76 front
set label 18 "[[17]]" at first 758 , first 62 right font "sans,11" tc rgb 0x656D76 front
set label 19 "[[18]]" at first 0 , first 86 left font "sans Bold,12" tc rgb 0xC64D00 front
set label 20 "[[19]]" at first 588 , first 86 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 21 "[[20]]" at first 690 , first 86 right font "sans,11" tc rgb 0x656D76 front
set label 22 "[[21]]" at first 758 , first 86 right font "sans,11" tc rgb 0x656D76 front
set label 23 "[[22]]" at first 0 , first 110 left font "sans Bold,12" tc rgb 0xC64D00 front
set label 24 "[[23]]" at first 588 , first 110 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 25 "[[24]]" at first 690 , first 110 right font "sans,11" tc rgb 0x656D76 front
set label 26 "[[25]]" at first 758 , first 110 right font "sans,11" tc rgb 0x656D76 front
set label 27 "[[26]]" at first 0 , first 134 left font "sans,12" tc rgb 0x1A1D21 front
set label 28 "[[27]]" at first 588 , first 134 right font "sans,12" tc rgb 0x4A5159 front
set label 29 "[[28]]" at first 690 , first 134 right font "sans,11" tc rgb 0x656D76 front
set label 30 "[[29]]" at first 758 , first 134 right font "sans,11" tc rgb 0x656D76 front
set label 31 "[[30]]" at first 0 , first 158 left font "sans,12" tc rgb 0x1A1D21 front
set label 32 "[[31]]" at first 588 , first 158 right font "sans,12" tc rgb 0x4A5159 front
set label 33 "[[32]]" at first 690 , first 158 right font "sans,11" tc rgb 0x656D76 front
set label 34 "[[33]]" at first 758 , first 158 right font "sans,11" tc rgb 0x656D76 front
set label 35 "[[34]]" at first 0 , first 182 left font "sans,12" tc rgb 0x1A1D21 front
set label 36 "[[35]]" at first 588 , first 182 right font "sans,12" tc rgb 0x4A5159 front
set label 37 "[[36]]" at first 690 , first 182 right font "sans,11" tc rgb 0x656D76 front
set label 38 "[[37]]" at first 758 , first 182 right font "sans,11" tc rgb 0x656D76 front
set label 39 "[[38]]" at first 0 , first 206 left font "sans,12" tc rgb 0x1A1D21 front
set label 40 "[[39]]" at first 588 , first 206 right font "sans,12" tc rgb 0x4A5159 front
set label 41 "[[40]]" at first 690 , first 206 right font "sans,11" tc rgb 0x656D76 front
set label 42 "[[41]]" at first 758 , first 206 right font "sans,11" tc rgb 0x656D76 front
set label 43 "[[42]]" at first 0 , first 230 left font "sans,12" tc rgb 0x1A1D21 front
set label 44 "[[43]]" at first 588 , first 230 right font "sans,12" tc rgb 0x00508C front
set label 45 "[[44]]" at first 690 , first 230 right font "sans,11" tc rgb 0x656D76 front
set label 46 "[[45]]" at first 758 , first 230 right font "sans,11" tc rgb 0x656D76 front
set label 47 "[[46]]" at first 0 , first 254 left font "sans,12" tc rgb 0x1A1D21 front
set label 48 "[[47]]" at first 588 , first 254 right font "sans,12" tc rgb 0x00508C front
set label 49 "[[48]]" at first 690 , first 254 right font "sans,11" tc rgb 0x656D76 front
set label 50 "[[49]]" at first 758 , first 254 right font "sans,11" tc rgb 0x656D76 front
set label 51 "[[50]]" at first 0 , first 278 left font "sans,12" tc rgb 0x1A1D21 front
set label 52 "[[51]]" at first 588 , first 278 right font "sans,12" tc rgb 0x4A5159 front
set label 53 "[[52]]" at first 690 , first 278 right font "sans,11" tc rgb 0x656D76 front
set label 54 "[[53]]" at first 758 , first 278 right font "sans,11" tc rgb 0x656D76 front
set label 55 "[[54]]" at first 0 , first 302 left font "sans,12" tc rgb 0x1A1D21 front
set label 56 "[[55]]" at first 588 , first 302 right font "sans,12" tc rgb 0x4A5159 front
set label 57 "[[56]]" at first 690 , first 302 right font "sans,11" tc rgb 0x656D76 front
set label 58 "[[57]]" at first 758 , first 302 right font "sans,11" tc rgb 0x656D76 front
set label 59 "[[58]]" at first 0 , first 326 left font "sans,12" tc rgb 0x1A1D21 front
set label 60 "[[59]]" at first 588 , first 326 right font "sans,12" tc rgb 0x00508C front
set label 61 "[[60]]" at first 690 , first 326 right font "sans,11" tc rgb 0x656D76 front
set label 62 "[[61]]" at first 758 , first 326 right font "sans,11" tc rgb 0x656D76 front
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d2 using 1:2:3 with lines lw 1 lc rgb variable, $d3 using 1:2:3 with lines lw 1.25 lc rgb variable, $d4 using 1:2:3 with lines lw 1.75 lc rgb variable, $d5 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d6 using 1:2:3 with lines lw 1.75 lc rgb variable, $d7 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d8 using 1:2:3 with lines lw 1.75 lc rgb variable, $d9 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d10 using 1:2:3 with lines lw 1.75 lc rgb variable, $d11 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d12 using 1:2:3 with lines lw 1.75 lc rgb variable, $d13 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d14 using 1:2:3 with lines lw 1.75 lc rgb variable, $d15 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d16 using 1:2:3 with lines lw 1.75 lc rgb variable, $d17 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d18 using 1:2:3 with lines lw 1.75 lc rgb variable, $d19 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d20 using 1:2:3 with lines lw 1.75 lc rgb variable, $d21 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d22 using 1:2:3 with lines lw 1.75 lc rgb variable, $d23 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d24 using 1:2:3 with lines lw 1.75 lc rgb variable, $d25 using 1:2 with filledcurves closed lc rgb 0x4A5159, $d26 using 1:2:3 with lines lw 1.75 lc rgb variable, $d27 using 1:2 with filledcurves closed lc rgb 0x00508C
print "DBR-OK"
