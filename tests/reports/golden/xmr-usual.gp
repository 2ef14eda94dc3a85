set encoding utf8
set term svg size 760,440 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [440:0]
$d1 << EOD
194 219.97 64 324 160.15 279.79 0xEEF1F4
EOD
$d2 << EOD
64 160.15 0x8B939C
480 160.15 0x8B939C

64 279.79 0x8B939C
480 279.79 0x8B939C
EOD
$d3 << EOD
64 219.97 0x8B939C
324 219.97 0x8B939C
EOD
$d4 << EOD
324 219.97 0x8B939C
480 219.97 0x8B939C

64 374.4 0x8B939C
480 374.4 0x8B939C
EOD
$d5 << EOD
558 229.08 480 636 160.15 298 0xEEF1F4
EOD
$d6 << EOD
480 160.15 0x8B939C
636 160.15 0x8B939C
EOD
$d7 << EOD
480 240.78 0x8B939C
636 240.78 0x8B939C
EOD
$d8 << EOD
480 360.26 0x8B939C
636 360.26 0x8B939C
EOD
$d9 << EOD
60 298 0xE3E6EA
640 298 0xE3E6EA

60 245.98 0xE3E6EA
640 245.98 0xE3E6EA

60 193.96 0xE3E6EA
640 193.96 0xE3E6EA

60 141.95 0xE3E6EA
640 141.95 0xE3E6EA

60 89.93 0xE3E6EA
640 89.93 0xE3E6EA

60 414 0xE3E6EA
640 414 0xE3E6EA

60 385.72 0xE3E6EA
640 385.72 0xE3E6EA

60 357.43 0xE3E6EA
640 357.43 0xE3E6EA
EOD
$d10 << EOD
70.5 235.58 0x8B939C
83.5 235.58 0x8B939C
96.5 206.97 0x8B939C
109.5 253.78 0x8B939C
122.5 219.97 0x8B939C
135.5 253.78 0x8B939C
148.5 199.17 0x8B939C
161.5 214.77 0x8B939C
174.5 196.56 0x8B939C
187.5 225.17 0x8B939C
200.5 212.17 0x8B939C
213.5 222.57 0x8B939C
226.5 230.38 0x8B939C
239.5 214.77 0x8B939C
252.5 238.18 0x8B939C
265.5 222.57 0x8B939C
278.5 206.97 0x8B939C
291.5 217.37 0x8B939C
304.5 225.17 0x8B939C
317.5 183.56 0x8B939C
330.5 66.52 0x8B939C
343.5 92.53 0x8B939C
356.5 134.14 0x8B939C
369.5 154.95 0x8B939C
382.5 157.55 0x8B939C
395.5 162.75 0x8B939C
408.5 118.54 0x8B939C
421.5 165.35 0x8B939C
434.5 167.95 0x8B939C
447.5 162.75 0x8B939C
460.5 141.95 0x8B939C
473.5 193.96 0x8B939C
486.5 251.18 0x8B939C
499.5 199.17 0x8B939C
512.5 261.59 0x8B939C
525.5 245.98 0x8B939C
538.5 227.78 0x8B939C
551.5 201.77 0x8B939C
564.5 253.78 0x8B939C
577.5 279.79 0x8B939C
590.5 227.78 0x8B939C
603.5 248.58 0x8B939C
616.5 245.98 0x8B939C
629.5 232.98 0x8B939C

83.5 414 0x8B939C
96.5 398.44 0x8B939C
109.5 388.55 0x8B939C
122.5 395.62 0x8B939C
135.5 395.62 0x8B939C
148.5 384.3 0x8B939C
161.5 405.52 0x8B939C
174.5 404.1 0x8B939C
187.5 398.44 0x8B939C
200.5 406.93 0x8B939C
213.5 408.34 0x8B939C
226.5 409.76 0x8B939C
239.5 405.52 0x8B939C
252.5 401.27 0x8B939C
265.5 405.52 0x8B939C
278.5 405.52 0x8B939C
291.5 408.34 0x8B939C
304.5 409.76 0x8B939C
317.5 391.37 0x8B939C
330.5 350.36 0x8B939C
343.5 399.86 0x8B939C
356.5 391.37 0x8B939C
369.5 402.69 0x8B939C
382.5 412.59 0x8B939C
395.5 411.17 0x8B939C
408.5 389.96 0x8B939C
421.5 388.55 0x8B939C
434.5 412.59 0x8B939C
447.5 411.17 0x8B939C
460.5 402.69 0x8B939C
473.5 385.72 0x8B939C
486.5 382.89 0x8B939C
499.5 385.72 0x8B939C
512.5 380.06 0x8B939C
525.5 405.52 0x8B939C
538.5 404.1 0x8B939C
551.5 399.86 0x8B939C
564.5 385.72 0x8B939C
577.5 399.86 0x8B939C
590.5 385.72 0x8B939C
603.5 402.69 0x8B939C
616.5 412.59 0x8B939C
629.5 406.93 0x8B939C
EOD
$d11 << EOD
324 46 0x8E4A86
324 298 0x8E4A86

324 344 0x8E4A86
324 414 0x8E4A86
EOD
$d12 << EOD
70.5 235.58 0.8 0xFFFFFF
83.5 235.58 0.8 0xFFFFFF
96.5 206.97 0.8 0xFFFFFF
109.5 253.78 0.8 0xFFFFFF
122.5 219.97 0.8 0xFFFFFF
135.5 253.78 0.8 0xFFFFFF
148.5 199.17 0.8 0xFFFFFF
161.5 214.77 0.8 0xFFFFFF
174.5 196.56 0.8 0xFFFFFF
187.5 225.17 0.8 0xFFFFFF
200.5 212.17 0.8 0xFFFFFF
213.5 222.57 0.8 0xFFFFFF
226.5 230.38 0.8 0xFFFFFF
239.5 214.77 0.8 0xFFFFFF
252.5 238.18 0.8 0xFFFFFF
265.5 222.57 0.8 0xFFFFFF
278.5 206.97 0.8 0xFFFFFF
291.5 217.37 0.8 0xFFFFFF
304.5 225.17 0.8 0xFFFFFF
317.5 183.56 0.8 0xFFFFFF
330.5 66.52 1.156 0xC64D00
330.5 66.52 0.8 0xFFFFFF
343.5 92.53 1.156 0xC64D00
343.5 92.53 0.8 0xFFFFFF
356.5 134.14 1.156 0xC64D00
356.5 134.14 0.8 0xFFFFFF
369.5 154.95 1.156 0xC64D00
369.5 154.95 0.8 0xFFFFFF
382.5 157.55 1.156 0xC64D00
382.5 157.55 0.8 0xFFFFFF
395.5 162.75 0.8 0xFFFFFF
408.5 118.54 1.156 0xC64D00
408.5 118.54 0.8 0xFFFFFF
421.5 165.35 0.8 0xFFFFFF
434.5 167.95 0.8 0xFFFFFF
447.5 162.75 0.8 0xFFFFFF
460.5 141.95 1.156 0xC64D00
460.5 141.95 0.8 0xFFFFFF
473.5 193.96 0.8 0xFFFFFF
486.5 251.18 0.8 0xFFFFFF
499.5 199.17 0.8 0xFFFFFF
512.5 261.59 0.8 0xFFFFFF
525.5 245.98 0.8 0xFFFFFF
538.5 227.78 0.8 0xFFFFFF
551.5 201.77 0.8 0xFFFFFF
564.5 253.78 0.8 0xFFFFFF
577.5 279.79 0.8 0xFFFFFF
590.5 227.78 0.8 0xFFFFFF
603.5 248.58 0.8 0xFFFFFF
616.5 245.98 0.8 0xFFFFFF
629.5 232.98 0.8 0xFFFFFF
83.5 414 0.4 0x4A5159
96.5 398.44 0.4 0x4A5159
109.5 388.55 0.4 0x4A5159
122.5 395.62 0.4 0x4A5159
135.5 395.62 0.4 0x4A5159
148.5 384.3 0.4 0x4A5159
161.5 405.52 0.4 0x4A5159
174.5 404.1 0.4 0x4A5159
187.5 398.44 0.4 0x4A5159
200.5 406.93 0.4 0x4A5159
213.5 408.34 0.4 0x4A5159
226.5 409.76 0.4 0x4A5159
239.5 405.52 0.4 0x4A5159
252.5 401.27 0.4 0x4A5159
265.5 405.52 0.4 0x4A5159
278.5 405.52 0.4 0x4A5159
291.5 408.34 0.4 0x4A5159
304.5 409.76 0.4 0x4A5159
317.5 391.37 0.4 0x4A5159
330.5 350.36 0.6667 0xC64D00
343.5 399.86 0.4 0x4A5159
356.5 391.37 0.4 0x4A5159
369.5 402.69 0.4 0x4A5159
382.5 412.59 0.4 0x4A5159
395.5 411.17 0.4 0x4A5159
408.5 389.96 0.4 0x4A5159
421.5 388.55 0.4 0x4A5159
434.5 412.59 0.4 0x4A5159
447.5 411.17 0.4 0x4A5159
460.5 402.69 0.4 0x4A5159
473.5 385.72 0.4 0x4A5159
486.5 382.89 0.4 0x4A5159
499.5 385.72 0.4 0x4A5159
512.5 380.06 0.4 0x4A5159
525.5 405.52 0.4 0x4A5159
538.5 404.1 0.4 0x4A5159
551.5 399.86 0.4 0x4A5159
564.5 385.72 0.4 0x4A5159
577.5 399.86 0.4 0x4A5159
590.5 385.72 0.4 0x4A5159
603.5 402.69 0.4 0x4A5159
616.5 412.59 0.4 0x4A5159
629.5 406.93 0.4 0x4A5159
EOD
$d13 << EOD
330.5 270 0xC64D00
473.5 270 0xC64D00

330.5 263 0xC64D00
330.5 270 0xC64D00

473.5 263 0xC64D00
473.5 270 0xC64D00
EOD
set label 1 "[[0]]" at first 324 , first 39 center font "sans,11" tc rgb 0x8E4A86 front
set label 2 "[[1]]" at first 52 , first 298 right font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 52 , first 245.98 right font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 52 , first 193.96 right font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 52 , first 141.95 right font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 52 , first 89.93 right font "sans,11" tc rgb 0x656D76 front
set label 7 "[[6]]" at first 52 , first 414 right font "sans,11" tc rgb 0x656D76 front
set label 8 "[[7]]" at first 52 , first 385.72 right font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 52 , first 357.43 right font "sans,11" tc rgb 0x656D76 front
set label 10 "[[9]]" at first 70.5 , first 235.58 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 11 "[[10]]" at first 83.5 , first 235.58 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 12 "[[11]]" at first 96.5 , first 206.97 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 13 "[[12]]" at first 109.5 , first 253.78 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 14 "[[13]]" at first 122.5 , first 219.97 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 15 "[[14]]" at first 135.5 , first 253.78 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 16 "[[15]]" at first 148.5 , first 199.17 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 17 "[[16]]" at first 161.5 , first 214.77 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 18 "[[17]]" at first 174.5 , first 196.56 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 19 "[[18]]" at first 187.5 , first 225.17 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 20 "[[19]]" at first 200.5 , first 212.17 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 21 "[[20]]" at first 213.5 , first 222.57 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 22 "[[21]]" at first 226.5 , first 230.38 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 23 "[[22]]" at first 239.5 , first 214.77 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 24 "[[23]]" at first 252.5 , first 238.18 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 25 "[[24]]" at first 265.5 , first 222.57 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 26 "[[25]]" at first 278.5 , first 206.97 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 27 "[[26]]" at first 291.5 , first 217.37 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 28 "[[27]]" at first 304.5 , first 225.17 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 29 "[[28]]" at first 317.5 , first 183.56 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 30 "[[29]]" at first 330.5 , first 66.52 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 31 "[[30]]" at first 343.5 , first 92.53 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 32 "[[31]]" at first 356.5 , first 134.14 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 33 "[[32]]" at first 369.5 , first 154.95 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 34 "[[33]]" at first 382.5 , first 157.55 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 35 "[[34]]" at first 395.5 , first 162.75 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 36 "[[35]]" at first 408.5 , first 118.54 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 37 "[[36]]" at first 421.5 , first 165.35 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 38 "[[37]]" at first 434.5 , first 167.95 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 39 "[[38]]" at first 447.5 , first 162.75 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 40 "[[39]]" at first 460.5 , first 141.95 hypertext point pt 7 ps 0.4 lc rgb 0xC64D00 front
set label 41 "[[40]]" at first 473.5 , first 193.96 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 42 "[[41]]" at first 486.5 , first 251.18 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 43 "[[42]]" at first 499.5 , first 199.17 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 44 "[[43]]" at first 512.5 , first 261.59 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 45 "[[44]]" at first 525.5 , first 245.98 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 46 "[[45]]" at first 538.5 , first 227.78 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 47 "[[46]]" at first 551.5 , first 201.77 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 48 "[[47]]" at first 564.5 , first 253.78 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 49 "[[48]]" at first 577.5 , first 279.79 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 50 "[[49]]" at first 590.5 , first 227.78 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 51 "[[50]]" at first 603.5 , first 248.58 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 52 "[[51]]" at first 616.5 , first 245.98 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 53 "[[52]]" at first 629.5 , first 232.98 hypertext point pt 7 ps 0.5556 lc rgb 0x4A5159 front
set label 54 "[[53]]" at first 402 , first 284 center font "sans,11" tc rgb 0xC64D00 front
set label 55 "[[54]]" at first 72.5 , first 151.15 left font "sans,11" tc rgb 0x656D76 front
set label 56 "[[55]]" at first 650 , first 160.15 left font "sans,11" tc rgb 0x656D76 front
set label 57 "[[56]]" at first 650 , first 240.78 left font "sans Bold,12" tc rgb 0x4A5159 front
set label 58 "[[57]]" at first 650 , first 298 left font "sans,11" tc rgb 0x656D76 front
set label 59 "[[58]]" at first 650 , first 360.26 left font "sans,11" tc rgb 0x656D76 front
set label 60 "[[59]]" at first 70.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 61 "[[60]]" at first 122.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 62 "[[61]]" at first 174.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 63 "[[62]]" at first 226.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 64 "[[63]]" at first 278.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 65 "[[64]]" at first 330.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 66 "[[65]]" at first 382.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 67 "[[66]]" at first 434.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 68 "[[67]]" at first 486.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 69 "[[68]]" at first 538.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 70 "[[69]]" at first 590.5 , first 428 center font "sans,11" tc rgb 0x656D76 front
set label 71 "[[70]]" at first 0 , first 12 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 72 "[[71]]" at first 636 , first 12 right font "sans,11" tc rgb 0xC64D00 front
set label 73 "[[72]]" at first 0 , first 326 left font "sans Bold,12" tc rgb 0x1A1D21 front
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d2 using 1:2:3 with lines lw 1.25 dt (3.2,3.2) lc rgb variable, $d3 using 1:2:3 with lines lw 1.5 lc rgb variable, $d4 using 1:2:3 with lines lw 1.25 dt (3.2,3.2) lc rgb variable, $d5 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d6 using 1:2:3 with lines lw 1.25 dt (3.2,3.2) lc rgb variable, $d7 using 1:2:3 with lines lw 1.5 lc rgb variable, $d8 using 1:2:3 with lines lw 1.25 dt (3.2,3.2) lc rgb variable, $d9 using 1:2:3 with lines lw 1 lc rgb variable, $d10 using 1:2:3 with lines lw 1.25 lc rgb variable, $d11 using 1:2:3 with lines lw 1.25 dt (3.2,3.2) lc rgb variable, $d12 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d13 using 1:2:3 with lines lw 1.5 lc rgb variable
print "DBR-OK"
