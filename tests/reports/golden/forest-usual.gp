set encoding utf8
set term svg size 760,304 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [304:0]
$d1 << EOD
100 62 0xE3E6EA
100 262 0xE3E6EA

140.56 62 0xE3E6EA
140.56 262 0xE3E6EA

181.13 62 0xE3E6EA
181.13 262 0xE3E6EA
EOD
$d2 << EOD
140.56 62 0x4A5159
140.56 262 0x4A5159
EOD
$d3 << EOD
265 62 0xE3E6EA
265 262 0xE3E6EA

305.46 62 0xE3E6EA
305.46 262 0xE3E6EA

345.92 62 0xE3E6EA
345.92 262 0xE3E6EA
EOD
$d4 << EOD
285.23 62 0x4A5159
285.23 262 0x4A5159
EOD
$d5 << EOD
453.81 62 0xE3E6EA
453.81 262 0xE3E6EA

523.44 62 0xE3E6EA
523.44 262 0xE3E6EA
EOD
$d6 << EOD
453.81 62 0x4A5159
453.81 262 0x4A5159
EOD
$d7 << EOD
629.09 62 0xE3E6EA
629.09 262 0xE3E6EA

672.66 62 0xE3E6EA
672.66 262 0xE3E6EA

716.23 62 0xE3E6EA
716.23 262 0xE3E6EA
EOD
$d8 << EOD
629.09 62 0x4A5159
629.09 262 0x4A5159
EOD
$d9 << EOD
0 62 0xE3E6EA
760 62 0xE3E6EA

0 102 0xE3E6EA
760 102 0xE3E6EA

0 142 0xE3E6EA
760 142 0xE3E6EA

0 182 0xE3E6EA
760 182 0xE3E6EA

0 222 0xE3E6EA
760 222 0xE3E6EA

0 262 0xE3E6EA
760 262 0xE3E6EA
EOD
$d10 << EOD
148.68 82 0x8B939C
181.13 82 0x8B939C
EOD
$d11 << EOD
162.87 82 0.7111 0x4A5159
EOD
$d12 << EOD
293.32 82 0x8B939C
333.78 82 0x8B939C
EOD
$d13 << EOD
309.5 82 0.7111 0x4A5159
EOD
$d14 << EOD
467.74 82 0x8B939C
494.2 82 0x8B939C
EOD
$d15 << EOD
483.06 82 0.7111 0x4A5159
EOD
$d16 << EOD
648.7 82 0x8B939C
687.91 82 0x8B939C
EOD
$d17 << EOD
668.3 82 0.7111 0x4A5159
EOD
$d18 << EOD
116.23 122 0x8B939C
136.51 122 0x8B939C
EOD
$d19 << EOD
124.34 122 0.7111 0x4A5159
EOD
$d20 << EOD
277.14 122 0x8B939C
309.5 122 0x8B939C
EOD
$d21 << EOD
289.28 122 0.7111 0x4A5159
EOD
$d22 << EOD
506.73 122 0x8B939C
517.87 122 0x8B939C
EOD
$d23 << EOD
513.69 122 0.7111 0x4A5159
EOD
$d24 << EOD
677.02 122 0x8B939C
716.23 122 0x8B939C
EOD
$d25 << EOD
696.62 122 0.7111 0x4A5159
EOD
$d26 << EOD
126.37 162 0x8B939C
154.76 162 0x8B939C
EOD
$d27 << EOD
138.54 162 0.7111 0x4A5159
EOD
$d28 << EOD
273.09 162 0x8B939C
293.32 162 0x8B939C
EOD
$d29 << EOD
281.18 162 0.7111 0x4A5159
EOD
$d30 << EOD
442.67 162 0x8B939C
481.66 162 0x8B939C
EOD
$d31 << EOD
464.95 162 0.7111 0x4A5159
EOD
$d32 << EOD
657.41 162 0x8B939C
705.34 162 0x8B939C
EOD
$d33 << EOD
681.37 162 0.7111 0x4A5159
EOD
$d34 << EOD
134.48 202 0x8B939C
162.87 202 0x8B939C
EOD
$d35 << EOD
146.65 202 0.7111 0x4A5159
EOD
$d36 << EOD
289.28 202 0x8B939C
321.64 202 0x8B939C
EOD
$d37 << EOD
301.41 202 0.7111 0x4A5159
EOD
$d38 << EOD
513.69 202 0x8B939C
520.66 202 0x8B939C
EOD
$d39 << EOD
517.87 202 0.7111 0x4A5159
EOD
$d40 << EOD
624.73 202 0x8B939C
672.66 202 0x8B939C
EOD
$d41 << EOD
648.7 202 0.7111 0x4A5159
EOD
$d42 << EOD
173.02 242 0x00508C
209.52 242 0x00508C
EOD
$d43 << EOD
189.24 242 0.8889 0x00508C
EOD
$d44 << EOD
305.46 242 0x00508C
345.92 242 0x00508C
EOD
$d45 << EOD
321.64 242 0.8889 0x00508C
EOD
$d46 << EOD
434.32 242 0x00508C
462.17 242 0x00508C
EOD
$d47 << EOD
449.63 242 0.8889 0x00508C
EOD
$d48 << EOD
600.77 242 0x00508C
644.34 242 0x00508C
EOD
$d49 << EOD
622.56 242 0.8889 0x00508C
EOD
set label 1 "[[0]]" at first 100 , first 13 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 2 "[[1]]" at first 100 , first 29 left font "sans,11" tc rgb 0x656D76 front
set label 3 "[[2]]" at first 100 , first 46 left font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 100 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 140.56 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 181.13 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 7 "[[6]]" at first 112.78 , first 292 left font "sans,11" tc rgb 0x4A5159 front
set label 8 "[[7]]" at first 265 , first 13 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 9 "[[8]]" at first 265 , first 29 left font "sans,11" tc rgb 0x656D76 front
set label 10 "[[9]]" at first 265 , first 46 left font "sans,11" tc rgb 0x656D76 front
set label 11 "[[10]]" at first 265 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 12 "[[11]]" at first 305.46 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 13 "[[12]]" at first 265 , first 292 left font "sans,11" tc rgb 0x4A5159 front
set label 14 "[[13]]" at first 430 , first 13 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 15 "[[14]]" at first 430 , first 29 left font "sans,11" tc rgb 0x656D76 front
set label 16 "[[15]]" at first 524.97 , first 46 right font "sans,11" tc rgb 0x656D76 front
set label 17 "[[16]]" at first 453.81 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 18 "[[17]]" at first 523.44 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 19 "[[18]]" at first 430 , first 292 left font "sans,11" tc rgb 0x4A5159 front
set label 20 "[[19]]" at first 595 , first 13 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 21 "[[20]]" at first 595 , first 29 left font "sans,11" tc rgb 0x656D76 front
set label 22 "[[21]]" at first 722 , first 46 right font "sans,11" tc rgb 0x656D76 front
set label 23 "[[22]]" at first 629.09 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 24 "[[23]]" at first 672.66 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 25 "[[24]]" at first 716.23 , first 276 center font "sans,11" tc rgb 0x656D76 front
set label 26 "[[25]]" at first 605.89 , first 292 left font "sans,11" tc rgb 0x4A5159 front
set label 27 "[[26]]" at first 0 , first 75 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 28 "[[27]]" at first 0 , first 90 left font "sans,11" tc rgb 0x656D76 front
set label 29 "[[28]]" at first 251 , first 82 right font "sans,12" tc rgb 0x4A5159 front
set label 30 "[[29]]" at first 416 , first 82 right font "sans,12" tc rgb 0x4A5159 front
set label 31 "[[30]]" at first 581 , first 82 right font "sans,12" tc rgb 0x4A5159 front
set label 32 "[[31]]" at first 758 , first 82 right font "sans,12" tc rgb 0x4A5159 front
set label 33 "[[32]]" at first 0 , first 115 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 34 "[[33]]" at first 0 , first 130 left font "sans,11" tc rgb 0x656D76 front
set label 35 "[[34]]" at first 251 , first 122 right font "sans,12" tc rgb 0x4A5159 front
set label 36 "[[35]]" at first 416 , first 122 right font "sans,12" tc rgb 0x4A5159 front
set label 37 "[[36]]" at first 581 , first 122 right font "sans,12" tc rgb 0x4A5159 front
set label 38 "[[37]]" at first 758 , first 122 right font "sans,12" tc rgb 0x4A5159 front
set label 39 "[[38]]" at first 0 , first 155 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 40 "[[39]]" at first 0 , first 170 left font "sans,11" tc rgb 0x656D76 front
set label 41 "[[40]]" at first 251 , first 162 right font "sans,12" tc rgb 0x4A5159 front
set label 42 "[[41]]" at first 416 , first 162 right font "sans,12" tc rgb 0x4A5159 front
set label 43 "[[42]]" at first 581 , first 162 right font "sans,12" tc rgb 0x4A5159 front
set label 44 "[[43]]" at first 758 , first 162 right font "sans,12" tc rgb 0x4A5159 front
set label 45 "[[44]]" at first 0 , first 195 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 46 "[[45]]" at first 0 , first 210 left font "sans,11" tc rgb 0x656D76 front
set label 47 "[[46]]" at first 251 , first 202 right font "sans,12" tc rgb 0x4A5159 front
set label 48 "[[47]]" at first 416 , first 202 right font "sans,12" tc rgb 0x4A5159 front
set label 49 "[[48]]" at first 581 , first 202 right font "sans,12" tc rgb 0x4A5159 front
set label 50 "[[49]]" at first 758 , first 202 right font "sans,12" tc rgb 0x4A5159 front
set label 51 "[[50]]" at first 0 , first 235 left font "sans Bold,12" tc rgb 0x00508C front
set label 52 "[[51]]" at first 0 , first 250 left font "sans,11" tc rgb 0x656D76 front
set label 53 "[[52]]" at first 251 , first 242 right font "sans Bold,12" tc rgb 0x00508C front
set label 54 "[[53]]" at first 416 , first 242 right font "sans Bold,12" tc rgb 0x00508C front
set label 55 "[[54]]" at first 581 , first 242 right font "sans Bold,12" tc rgb 0x00508C front
set label 56 "[[55]]" at first 758 , first 242 right font "sans Bold,12" tc rgb 0x00508C front
plot $d1 using 1:2:3 with lines lw 1 lc rgb variable, $d2 using 1:2:3 with lines lw 1.25 dt (2.4,2.4) lc rgb variable, $d3 using 1:2:3 with lines lw 1 lc rgb variable, $d4 using 1:2:3 with lines lw 1.25 dt (2.4,2.4) lc rgb variable, $d5 using 1:2:3 with lines lw 1 lc rgb variable, $d6 using 1:2:3 with lines lw 1.25 dt (2.4,2.4) lc rgb variable, $d7 using 1:2:3 with lines lw 1 lc rgb variable, $d8 using 1:2:3 with lines lw 1.25 dt (2.4,2.4) lc rgb variable, $d9 using 1:2:3 with lines lw 1 lc rgb variable, $d10 using 1:2:3 with lines lw 1.5 lc rgb variable, $d11 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d12 using 1:2:3 with lines lw 1.5 lc rgb variable, $d13 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d14 using 1:2:3 with lines lw 1.5 lc rgb variable, $d15 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d16 using 1:2:3 with lines lw 1.5 lc rgb variable, $d17 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d18 using 1:2:3 with lines lw 1.5 lc rgb variable, $d19 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d20 using 1:2:3 with lines lw 1.5 lc rgb variable, $d21 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d22 using 1:2:3 with lines lw 1.5 lc rgb variable, $d23 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d24 using 1:2:3 with lines lw 1.5 lc rgb variable, $d25 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d26 using 1:2:3 with lines lw 1.5 lc rgb variable, $d27 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d28 using 1:2:3 with lines lw 1.5 lc rgb variable, $d29 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d30 using 1:2:3 with lines lw 1.5 lc rgb variable, $d31 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d32 using 1:2:3 with lines lw 1.5 lc rgb variable, $d33 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d34 using 1:2:3 with lines lw 1.5 lc rgb variable, $d35 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d36 using 1:2:3 with lines lw 1.5 lc rgb variable, $d37 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d38 using 1:2:3 with lines lw 1.5 lc rgb variable, $d39 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d40 using 1:2:3 with lines lw 1.5 lc rgb variable, $d41 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d42 using 1:2:3 with lines lw 2.25 lc rgb variable, $d43 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d44 using 1:2:3 with lines lw 2.25 lc rgb variable, $d45 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d46 using 1:2:3 with lines lw 2.25 lc rgb variable, $d47 using 1:2:3:4 with points pt 7 ps variable lc rgb variable, $d48 using 1:2:3 with lines lw 2.25 lc rgb variable, $d49 using 1:2:3:4 with points pt 7 ps variable lc rgb variable
print "DBR-OK"
