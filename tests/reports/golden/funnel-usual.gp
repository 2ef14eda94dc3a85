set encoding utf8
set term svg size 760,384 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [384:0]
$d1 << EOD
69.41 340 34 
78.82 340 34 
88.24 340 66.82 
97.65 340 92.23 
107.06 340 109.57 
116.47 340 122.38 
125.88 340 132.33 
135.29 340 140.35 
144.71 340 146.99 
154.12 340 152.61 
163.53 340 157.44 
172.94 340 161.66 
182.35 340 165.38 
191.76 340 168.7 
201.18 340 171.67 
210.59 338.64 174.37 
220 336.19 176.82 
229.41 333.94 179.07 
238.82 331.88 181.13 
248.24 329.97 183.04 
257.65 328.2 184.81 
267.06 326.55 186.46 
276.47 325.01 188 
285.88 323.57 189.44 
295.29 322.21 190.8 
304.71 320.94 192.07 
314.12 319.73 193.28 
323.53 318.59 194.41 
332.94 317.51 195.49 
342.35 316.49 196.52 
351.76 315.51 197.5 
361.18 314.58 198.43 
370.59 313.7 199.31 
380 312.85 200.16 
389.41 312.04 200.97 
398.82 311.26 201.75 
408.24 310.52 202.49 
417.65 309.8 203.21 
427.06 309.11 203.89 
436.47 308.45 204.56 
445.88 307.81 205.19 
455.29 307.2 205.81 
464.71 306.61 206.4 
474.12 306.03 206.97 
483.53 305.48 207.53 
492.94 304.95 208.06 
502.35 304.43 208.58 
511.76 303.93 209.08 
521.18 303.44 209.57 
530.59 302.97 210.04 
540 302.51 210.5 
549.41 302.07 210.94 
558.82 301.63 211.38 
568.24 301.21 211.79 
577.65 300.81 212.2 
587.06 300.41 212.6 
596.47 300.02 212.99 
605.88 299.64 213.36 
615.29 299.28 213.73 
624.71 298.92 214.09 
EOD
$d2 << EOD
56 340 0xE3E6EA
636 340 0xE3E6EA

56 227.17 0xE3E6EA
636 227.17 0xE3E6EA

56 114.34 0xE3E6EA
636 114.34 0xE3E6EA
EOD
$d3 << EOD
56 256.5 0x8B939C
636 256.5 0x8B939C
EOD
$d4 << EOD
69.41 48.11 0x8B939C
78.82 109.14 0x8B939C
88.24 136.19 0x8B939C
97.65 152.31 0x8B939C
107.06 163.31 0x8B939C
116.47 171.43 0x8B939C
125.88 177.74 0x8B939C
135.29 182.82 0x8B939C
144.71 187.04 0x8B939C
154.12 190.6 0x8B939C
163.53 193.67 0x8B939C
172.94 196.35 0x8B939C
182.35 198.71 0x8B939C
191.76 200.81 0x8B939C
201.18 202.7 0x8B939C
210.59 204.4 0x8B939C
220 205.96 0x8B939C
229.41 207.38 0x8B939C
238.82 208.69 0x8B939C
248.24 209.91 0x8B939C
257.65 211.03 0x8B939C
267.06 212.07 0x8B939C
276.47 213.05 0x8B939C
285.88 213.97 0x8B939C
295.29 214.82 0x8B939C
304.71 215.63 0x8B939C
314.12 216.4 0x8B939C
323.53 217.12 0x8B939C
332.94 217.81 0x8B939C
342.35 218.46 0x8B939C
351.76 219.07 0x8B939C
361.18 219.66 0x8B939C
370.59 220.23 0x8B939C
380 220.76 0x8B939C
389.41 221.28 0x8B939C
398.82 221.77 0x8B939C
408.24 222.24 0x8B939C
417.65 222.7 0x8B939C
427.06 223.13 0x8B939C
436.47 223.55 0x8B939C
445.88 223.96 0x8B939C
455.29 224.35 0x8B939C
464.71 224.72 0x8B939C
474.12 225.09 0x8B939C
483.53 225.44 0x8B939C
492.94 225.78 0x8B939C
502.35 226.11 0x8B939C
511.76 226.42 0x8B939C
521.18 226.73 0x8B939C
530.59 227.03 0x8B939C
540 227.32 0x8B939C
549.41 227.6 0x8B939C
558.82 227.88 0x8B939C
568.24 228.15 0x8B939C
577.65 228.4 0x8B939C
587.06 228.66 0x8B939C
596.47 228.9 0x8B939C
605.88 229.14 0x8B939C
615.29 229.37 0x8B939C
624.71 229.6 0x8B939C

125.88 335.27 0x8B939C
135.29 330.18 0x8B939C
144.71 325.97 0x8B939C
154.12 322.41 0x8B939C
163.53 319.34 0x8B939C
172.94 316.66 0x8B939C
182.35 314.3 0x8B939C
191.76 312.2 0x8B939C
201.18 310.31 0x8B939C
210.59 308.6 0x8B939C
220 307.05 0x8B939C
229.41 305.62 0x8B939C
238.82 304.31 0x8B939C
248.24 303.1 0x8B939C
257.65 301.98 0x8B939C
267.06 300.94 0x8B939C
276.47 299.96 0x8B939C
285.88 299.04 0x8B939C
295.29 298.18 0x8B939C
304.71 297.37 0x8B939C
314.12 296.61 0x8B939C
323.53 295.89 0x8B939C
332.94 295.2 0x8B939C
342.35 294.55 0x8B939C
351.76 293.93 0x8B939C
361.18 293.34 0x8B939C
370.59 292.78 0x8B939C
380 292.24 0x8B939C
389.41 291.73 0x8B939C
398.82 291.24 0x8B939C
408.24 290.76 0x8B939C
417.65 290.31 0x8B939C
427.06 289.87 0x8B939C
436.47 289.46 0x8B939C
445.88 289.05 0x8B939C
455.29 288.66 0x8B939C
464.71 288.28 0x8B939C
474.12 287.92 0x8B939C
483.53 287.57 0x8B939C
492.94 287.23 0x8B939C
502.35 286.9 0x8B939C
511.76 286.58 0x8B939C
521.18 286.28 0x8B939C
530.59 285.98 0x8B939C
540 285.69 0x8B939C
549.41 285.4 0x8B939C
558.82 285.13 0x8B939C
568.24 284.86 0x8B939C
577.65 284.6 0x8B939C
587.06 284.35 0x8B939C
596.47 284.11 0x8B939C
605.88 283.87 0x8B939C
615.29 283.64 0x8B939C
624.71 283.41 0x8B939C
EOD
set label 1 "[[0]]" at first 50 , first 340 right font "sans,11" tc rgb 0x656D76 front
set label 2 "[[1]]" at first 50 , first 227.17 right font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 50 , first 114.34 right font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 60 , first 354 center font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 201.18 , first 354 center font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 342.35 , first 354 center font "sans,11" tc rgb 0x656D76 front
set label 7 "[[6]]" at first 483.53 , first 354 center font "sans,11" tc rgb 0x656D76 front
set label 8 "[[7]]" at first 624.71 , first 354 center font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 348 , first 372 center font "sans,11" tc rgb 0x656D76 front
set label 10 "[[9]]" at first 0 , first 12 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 11 "[[10]]" at first 648 , first 214.09 left font "sans,11" tc rgb 0x656D76 front
set label 12 "[[11]]" at first 648 , first 231.09 left font "sans,11" tc rgb 0x656D76 front
set label 13 "[[12]]" at first 648 , first 256.5 left font "sans Bold,12" tc rgb 0x4A5159 front
set label 14 "[[13]]" at first 144.71 , first 85 hypertext point pt 7 ps 0.9333 lc rgb 0xC64D00 front
set label 15 "[[14]]" at first 153.71 , first 85 left font "sans Bold,12" tc rgb 0xC64D00 front
set label 16 "[[15]]" at first 153.71 , first 100 left font "sans,11" tc rgb 0x656D76 front
set label 17 "[[16]]" at first 291.53 , first 159.47 hypertext point pt 7 ps 0.9333 lc rgb 0xC64D00 front
set label 18 "[[17]]" at first 300.53 , first 159.47 left font "sans Bold,12" tc rgb 0xC64D00 front
set label 19 "[[18]]" at first 300.53 , first 174.47 left font "sans,11" tc rgb 0x656D76 front
set label 20 "[[19]]" at first 590.82 , first 299.38 hypertext point pt 7 ps 0.9333 lc rgb 0x00508C front
set label 21 "[[20]]" at first 599.82 , first 299.38 left font "sans Bold,12" tc rgb 0x00508C front
set label 22 "[[21]]" at first 599.82 , first 314.38 left font "sans,11" tc rgb 0x656D76 front
set label 23 "[[22]]" at first 85.41 , first 240.71 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 24 "[[23]]" at first 93.88 , first 301.64 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 25 "[[24]]" at first 99.53 , first 211.37 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 26 "[[25]]" at first 122.12 , first 258.76 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 27 "[[26]]" at first 175.76 , first 229.42 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 28 "[[27]]" at first 195.53 , first 274.56 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 29 "[[28]]" at first 263.29 , first 265.53 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 30 "[[29]]" at first 353.65 , first 274.56 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
set label 31 "[[30]]" at first 523.06 , first 222.65 hypertext point pt 7 ps 0.6667 lc rgb 0x4A5159 front
plot $d1 using 1:2:3 with filledcurves lc rgb 0xEEF1F4, $d2 using 1:2:3 with lines lw 1 lc rgb variable, $d3 using 1:2:3 with lines lw 1.5 lc rgb variable, $d4 using 1:2:3 with lines lw 1.25 dt (2.4,2.4) lc rgb variable
print "DBR-OK"
