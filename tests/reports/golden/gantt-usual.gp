set encoding utf8
set term svg size 760,420 dynamic noenhanced butt font "sans,12" linewidth 1
unset key; set border 0; set tics nomirror scale 0; unset xtics; unset ytics
set style fill solid 1 noborder
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:760]; set yrange [420:0]
$d1 << EOD
480.25 222 470.16 490.33 54 390 0xEEF1F4
EOD
$d2 << EOD
248.34 54 0xE3E6EA
248.34 390 0xE3E6EA

361.27 54 0xE3E6EA
361.27 390 0xE3E6EA

486.29 54 0xE3E6EA
486.29 390 0xE3E6EA

607.29 54 0xE3E6EA
607.29 390 0xE3E6EA

0 54 0xE3E6EA
760 54 0xE3E6EA

0 96 0xE3E6EA
760 96 0xE3E6EA

0 138 0xE3E6EA
760 138 0xE3E6EA

0 180 0xE3E6EA
760 180 0xE3E6EA

0 222 0xE3E6EA
760 222 0xE3E6EA

0 264 0xE3E6EA
760 264 0xE3E6EA

0 306 0xE3E6EA
760 306 0xE3E6EA

0 348 0xE3E6EA
760 348 0xE3E6EA

0 390 0xE3E6EA
760 390 0xE3E6EA
EOD
$d3 << EOD
191.88 73 171.71 212.04 67 79 0x00508C
EOD
$d4 << EOD
171.71 86 0x8B939C
216.08 86 0x8B939C

171.71 83 0x8B939C
171.71 89 0x8B939C

216.08 83 0x8B939C
216.08 89 0x8B939C
EOD
$d5 << EOD
250.36 115 228.18 272.54 109 121 0x00508C
278.59 115 272.54 284.64 109 121 0xC64D00
EOD
$d6 << EOD
228.18 128 0x8B939C
272.54 128 0x8B939C

228.18 125 0x8B939C
228.18 131 0x8B939C

272.54 125 0x8B939C
272.54 131 0x8B939C
EOD
$d7 << EOD
371.35 157 345.14 397.57 151 163 0xC64D00
304.8 157 292.71 316.9 151 163 0x9CC7E4
EOD
$d8 << EOD
284.64 170 0x8B939C
329 170 0x8B939C

284.64 167 0x8B939C
284.64 173 0x8B939C

329 167 0x8B939C
329 173 0x8B939C
EOD
$d9 << EOD
355.22 199 353.2 357.24 193 205 0x00508C
373.37 199 357.24 389.5 193 205 0xC64D00
EOD
$d10 << EOD
312.87 212 0x8B939C
357.24 212 0x8B939C

312.87 209 0x8B939C
312.87 215 0x8B939C

357.24 209 0x8B939C
357.24 215 0x8B939C
EOD
$d11 << EOD
530.66 241 514.53 546.79 235 247 0xC64D00
433.86 241 425.8 441.93 235 247 0xF3C3A6
462.1 241 458.06 466.13 235 247 0xF3C3A6
EOD
$d12 << EOD
369.33 254 0x8B939C
413.7 254 0x8B939C

369.33 251 0x8B939C
369.33 257 0x8B939C

413.7 251 0x8B939C
413.7 257 0x8B939C
EOD
$d13 << EOD
502.43 283 482.26 522.59 277 289 0xC64D00
EOD
$d14 << EOD
425.8 296 0x8B939C
470.16 296 0x8B939C

425.8 293 0x8B939C
425.8 299 0x8B939C

470.16 293 0x8B939C
470.16 299 0x8B939C
EOD
$d15 << EOD
391.52 325 284.64 498.39 319 331 0x00508C
528.64 325 498.39 558.89 319 331 0xC64D00
EOD
$d16 << EOD
256.41 338 0x8B939C
498.39 338 0x8B939C

256.41 335 0x8B939C
256.41 341 0x8B939C

498.39 335 0x8B939C
498.39 341 0x8B939C
EOD
$d17 << EOD
587.12 367 566.96 607.29 361 373 0xC64D00
EOD
$d18 << EOD
510.49 380 0x8B939C
554.86 380 0x8B939C

510.49 377 0x8B939C
510.49 383 0x8B939C

554.86 377 0x8B939C
554.86 383 0x8B939C
EOD
$d19 << EOD
606.79 359 
616.29 367 
606.79 375 
606.79 359 
EOD
$d20 << EOD
546.79 36 0x8E4A86
546.79 390 0x8E4A86
EOD
$d21 << EOD
316.9 150 
323.9 157 
316.9 164 
309.9 157 
316.9 150 
EOD
$d22 << EOD
316.9 150 0xC64D00
323.9 157 0xC64D00
316.9 164 0xC64D00
309.9 157 0xC64D00
316.9 150 0xC64D00
EOD
$d23 << EOD
441.93 234 
448.93 241 
441.93 248 
434.93 241 
441.93 234 
EOD
$d24 << EOD
441.93 234 0xC64D00
448.93 241 0xC64D00
441.93 248 0xC64D00
434.93 241 0xC64D00
441.93 234 0xC64D00
EOD
$d25 << EOD
466.13 234 
473.13 241 
466.13 248 
459.13 241 
466.13 234 
EOD
$d26 << EOD
466.13 234 0xC64D00
473.13 241 0xC64D00
466.13 248 0xC64D00
459.13 241 0xC64D00
466.13 234 0xC64D00
EOD
$d27 << EOD
170 408 163 177 403 413 0x00508C
234 408 227 241 403 413 0xC64D00
352.5 408 349 356 403 413 0x9CC7E4
359.5 408 356 363 403 413 0xF3C3A6
EOD
$d28 << EOD
371 401 
378 408 
371 415 
364 408 
371 401 
EOD
$d29 << EOD
371 401 0xC64D00
378 408 0xC64D00
371 415 0xC64D00
364 408 0xC64D00
371 401 0xC64D00

499 408 0x8B939C
519 408 0x8B939C

499 405 0x8B939C
499 411 0x8B939C

519 405 0x8B939C
519 411 0x8B939C
EOD
set label 1 "[[0]]" at first 480.25 , first 26 center font "sans,11" tc rgb 0x656D76 front
set label 2 "[[1]]" at first 546.79 , first 12 center font "sans,11" tc rgb 0x8E4A86 front
set label 3 "[[2]]" at first 166 , first 42 left font "sans,11" tc rgb 0x656D76 front
set label 4 "[[3]]" at first 251.34 , first 42 left font "sans,11" tc rgb 0x656D76 front
set label 5 "[[4]]" at first 364.27 , first 42 left font "sans,11" tc rgb 0x656D76 front
set label 6 "[[5]]" at first 489.29 , first 42 left font "sans,11" tc rgb 0x656D76 front
set label 7 "[[6]]" at first 0 , first 68 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 8 "[[7]]" at first 0 , first 83 left font "sans,11" tc rgb 0x656D76 front
set label 9 "[[8]]" at first 636 , first 76 left font "sans,12" tc rgb 0x4A5159 front
set label 10 "[[9]]" at first 758 , first 76 right font "sans,12" tc rgb 0x00508C front
set label 11 "[[10]]" at first 0 , first 110 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 12 "[[11]]" at first 0 , first 125 left font "sans,11" tc rgb 0x656D76 front
set label 13 "[[12]]" at first 636 , first 118 left font "sans,12" tc rgb 0x4A5159 front
set label 14 "[[13]]" at first 758 , first 118 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 15 "[[14]]" at first 0 , first 152 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 16 "[[15]]" at first 0 , first 167 left font "sans,11" tc rgb 0x656D76 front
set label 17 "[[16]]" at first 636 , first 160 left font "sans,12" tc rgb 0x4A5159 front
set label 18 "[[17]]" at first 758 , first 160 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 19 "[[18]]" at first 0 , first 194 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 20 "[[19]]" at first 0 , first 209 left font "sans,11" tc rgb 0x656D76 front
set label 21 "[[20]]" at first 636 , first 202 left font "sans,12" tc rgb 0x4A5159 front
set label 22 "[[21]]" at first 758 , first 202 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 23 "[[22]]" at first 0 , first 236 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 24 "[[23]]" at first 0 , first 251 left font "sans,11" tc rgb 0x656D76 front
set label 25 "[[24]]" at first 636 , first 244 left font "sans,12" tc rgb 0x4A5159 front
set label 26 "[[25]]" at first 758 , first 244 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 27 "[[26]]" at first 0 , first 278 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 28 "[[27]]" at first 0 , first 293 left font "sans,11" tc rgb 0x656D76 front
set label 29 "[[28]]" at first 636 , first 286 left font "sans,12" tc rgb 0x4A5159 front
set label 30 "[[29]]" at first 758 , first 286 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 31 "[[30]]" at first 0 , first 320 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 32 "[[31]]" at first 0 , first 335 left font "sans,11" tc rgb 0x656D76 front
set label 33 "[[32]]" at first 636 , first 328 left font "sans,12" tc rgb 0x4A5159 front
set label 34 "[[33]]" at first 758 , first 328 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 35 "[[34]]" at first 0 , first 362 left font "sans Bold,12" tc rgb 0x1A1D21 front
set label 36 "[[35]]" at first 0 , first 377 left font "sans,11" tc rgb 0x656D76 front
set label 37 "[[36]]" at first 636 , first 370 left font "sans,12" tc rgb 0x4A5159 front
set label 38 "[[37]]" at first 758 , first 370 right font "sans Bold,12" tc rgb 0xC64D00 front
set label 39 "[[38]]" at first 316.9 , first 144 center font "sans,11" tc rgb 0xC64D00 front
set label 40 "[[39]]" at first 454.03 , first 228 center font "sans,11" tc rgb 0xC64D00 front
set label 41 "[[40]]" at first 0 , first 42 left font "sans,11" tc rgb 0x656D76 front
set label 42 "[[41]]" at first 636 , first 42 left font "sans,11" tc rgb 0x656D76 front
set label 43 "[[42]]" at first 758 , first 42 right font "sans,11" tc rgb 0x656D76 front
set label 44 "[[43]]" at first 182 , first 408 left font "sans,11" tc rgb 0x656D76 front
set label 45 "[[44]]" at first 246 , first 408 left font "sans,11" tc rgb 0x656D76 front
set label 46 "[[45]]" at first 383 , first 408 left font "sans,11" tc rgb 0x656D76 front
set label 47 "[[46]]" at first 524 , first 408 left font "sans,11" tc rgb 0x656D76 front
plot $d1 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d2 using 1:2:3 with lines lw 1 lc rgb variable, $d3 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d4 using 1:2:3 with lines lw 1.5 lc rgb variable, $d5 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d6 using 1:2:3 with lines lw 1.5 lc rgb variable, $d7 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d8 using 1:2:3 with lines lw 1.5 lc rgb variable, $d9 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d10 using 1:2:3 with lines lw 1.5 lc rgb variable, $d11 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d12 using 1:2:3 with lines lw 1.5 lc rgb variable, $d13 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d14 using 1:2:3 with lines lw 1.5 lc rgb variable, $d15 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d16 using 1:2:3 with lines lw 1.5 lc rgb variable, $d17 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d18 using 1:2:3 with lines lw 1.5 lc rgb variable, $d19 using 1:2 with filledcurves closed lc rgb 0xC64D00, $d20 using 1:2:3 with lines lw 1 dt (4,4) lc rgb variable, $d21 using 1:2 with filledcurves closed lc rgb 0xFFFFFF, $d22 using 1:2:3 with lines lw 1.5 lc rgb variable, $d23 using 1:2 with filledcurves closed lc rgb 0xFFFFFF, $d24 using 1:2:3 with lines lw 1.5 lc rgb variable, $d25 using 1:2 with filledcurves closed lc rgb 0xFFFFFF, $d26 using 1:2:3 with lines lw 1.5 lc rgb variable, $d27 using 1:2:3:4:5:6:7 with boxxyerror lc rgb variable, $d28 using 1:2 with filledcurves closed lc rgb 0xFFFFFF, $d29 using 1:2:3 with lines lw 1.5 lc rgb variable
print "DBR-OK"
