#include "textflag.h"

// Products are rounded before they are added (VMULPS, VADDPS and not VFMADD), as plain Go does it.

// One row of a tile: the number of left at an offset, times sixteen of right (Y0, Y1), added to two registers.
#define ROW(offset, low, high) \
	VBROADCASTSS offset(SI), Y2; \
	VMULPS Y0, Y2, Y3; \
	VADDPS Y3, low, low; \
	VMULPS Y1, Y2, Y2; \
	VADDPS Y2, high, high

// The row of a tile with its number added, where it belongs.
#define STORE(offset, low, high) \
	VBROADCASTSS offset(R9), Y2; \
	VADDPS Y2, low, low; \
	VADDPS Y2, high, high; \
	VMOVUPS low, (DI); \
	VMOVUPS high, 32(DI); \
	ADDQ R8, DI

// The twelve registers of sums as noughts.
#define NOUGHTS \
	VXORPS Y4, Y4, Y4; \
	VXORPS Y5, Y5, Y5; \
	VXORPS Y6, Y6, Y6; \
	VXORPS Y7, Y7, Y7; \
	VXORPS Y8, Y8, Y8; \
	VXORPS Y9, Y9, Y9; \
	VXORPS Y10, Y10, Y10; \
	VXORPS Y11, Y11, Y11; \
	VXORPS Y12, Y12, Y12; \
	VXORPS Y13, Y13, Y13; \
	VXORPS Y14, Y14, Y14; \
	VXORPS Y15, Y15, Y15

// func wideTile(to *float32, stride int, left, right *float32, depth int, add *[tileRows]float32)
TEXT ·wideTile(SB), NOSPLIT, $0-48
	MOVQ to+0(FP), DI
	MOVQ stride+8(FP), R8
	MOVQ left+16(FP), SI
	MOVQ right+24(FP), DX
	MOVQ depth+32(FP), CX
	MOVQ add+40(FP), R9
	SHLQ $2, R8
	NOUGHTS
deeper:
	VMOVUPS (DX), Y0
	VMOVUPS 32(DX), Y1
	ROW(0, Y4, Y5)
	ROW(4, Y6, Y7)
	ROW(8, Y8, Y9)
	ROW(12, Y10, Y11)
	ROW(16, Y12, Y13)
	ROW(20, Y14, Y15)
	ADDQ $24, SI
	ADDQ $64, DX
	DECQ CX
	JNZ deeper
	STORE(0, Y4, Y5)
	STORE(4, Y6, Y7)
	STORE(8, Y8, Y9)
	STORE(12, Y10, Y11)
	STORE(16, Y12, Y13)
	STORE(20, Y14, Y15)
	VZEROUPPER
	RET

// A row of a tile by registers of sixteen numbers.
#define WIDEROW(offset, sum, product) \
	VMULPS.BCST offset(SI), Z0, product; \
	VADDPS product, sum, sum

#define WIDESTORE(offset, sum) \
	VADDPS.BCST offset(R9), sum, sum; \
	VMOVUPS sum, (DI); \
	ADDQ R8, DI

// func widestTile(to *float32, stride int, left, right *float32, depth int, add *[tileRows]float32)
TEXT ·widestTile(SB), NOSPLIT, $0-48
	MOVQ to+0(FP), DI
	MOVQ stride+8(FP), R8
	MOVQ left+16(FP), SI
	MOVQ right+24(FP), DX
	MOVQ depth+32(FP), CX
	MOVQ add+40(FP), R9
	SHLQ $2, R8
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	VXORPS Y8, Y8, Y8
	VXORPS Y9, Y9, Y9
deeper:
	VMOVUPS (DX), Z0
	WIDEROW(0, Z4, Z10)
	WIDEROW(4, Z5, Z11)
	WIDEROW(8, Z6, Z12)
	WIDEROW(12, Z7, Z13)
	WIDEROW(16, Z8, Z14)
	WIDEROW(20, Z9, Z15)
	ADDQ $24, SI
	ADDQ $64, DX
	DECQ CX
	JNZ deeper
	WIDESTORE(0, Z4)
	WIDESTORE(4, Z5)
	WIDESTORE(8, Z6)
	WIDESTORE(12, Z7)
	WIDESTORE(16, Z8)
	WIDESTORE(20, Z9)
	VZEROUPPER
	RET

// A row of the lower of two tiles.
#define LOWERROW(offset, sum, product) \
	VMULPS.BCST offset(R10), Z0, product; \
	VADDPS product, sum, sum

// func widestTwo(to *float32, stride int, left, right *float32, depth int, add *[2 * tileRows]float32)
TEXT ·widestTwo(SB), NOSPLIT, $0-48
	MOVQ to+0(FP), DI
	MOVQ stride+8(FP), R8
	MOVQ left+16(FP), SI
	MOVQ right+24(FP), DX
	MOVQ depth+32(FP), CX
	MOVQ add+40(FP), R9
	SHLQ $2, R8
	IMUL3Q $24, CX, R10
	ADDQ SI, R10
	NOUGHTS
deeper:
	VMOVUPS (DX), Z0
	WIDEROW(0, Z4, Z16)
	WIDEROW(4, Z5, Z17)
	WIDEROW(8, Z6, Z18)
	WIDEROW(12, Z7, Z19)
	WIDEROW(16, Z8, Z20)
	WIDEROW(20, Z9, Z21)
	LOWERROW(0, Z10, Z22)
	LOWERROW(4, Z11, Z23)
	LOWERROW(8, Z12, Z24)
	LOWERROW(12, Z13, Z25)
	LOWERROW(16, Z14, Z26)
	LOWERROW(20, Z15, Z27)
	ADDQ $24, SI
	ADDQ $24, R10
	ADDQ $64, DX
	DECQ CX
	JNZ deeper
	WIDESTORE(0, Z4)
	WIDESTORE(4, Z5)
	WIDESTORE(8, Z6)
	WIDESTORE(12, Z7)
	WIDESTORE(16, Z8)
	WIDESTORE(20, Z9)
	WIDESTORE(24, Z10)
	WIDESTORE(28, Z11)
	WIDESTORE(32, Z12)
	WIDESTORE(36, Z13)
	WIDESTORE(40, Z14)
	WIDESTORE(44, Z15)
	VZEROUPPER
	RET

// func wideTaps(to, from *float32, blocks int, offsets *int, weights *float32, count int, first float32)
TEXT ·wideTaps(SB), NOSPLIT, $0-52
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ offsets+24(FP), R8
	MOVQ weights+32(FP), R9
	MOVQ count+40(FP), R10
	VBROADCASTSS first+48(FP), Y8
next:
	VMOVAPS Y8, Y0
	VMOVAPS Y8, Y1
	VMOVAPS Y8, Y2
	VMOVAPS Y8, Y3
	XORQ R11, R11
tap:
	MOVQ (R8)(R11*8), R12
	LEAQ (SI)(R12*4), R13
	VBROADCASTSS (R9)(R11*4), Y4
	VMULPS (R13), Y4, Y5
	VADDPS Y5, Y0, Y0
	VMULPS 32(R13), Y4, Y6
	VADDPS Y6, Y1, Y1
	VMULPS 64(R13), Y4, Y5
	VADDPS Y5, Y2, Y2
	VMULPS 96(R13), Y4, Y6
	VADDPS Y6, Y3, Y3
	INCQ R11
	CMPQ R11, R10
	JLT tap
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ $128, SI
	ADDQ $128, DI
	DECQ CX
	JNZ next
	VZEROUPPER
	RET

// func wideScaleShift(to, from *float32, blocks int, scale, shift float32)
TEXT ·wideScaleShift(SB), NOSPLIT, $0-32
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ blocks+16(FP), CX
	VBROADCASTSS scale+24(FP), Y1
	VBROADCASTSS shift+28(FP), Y2
eight:
	VMULPS (SI), Y1, Y0
	VADDPS Y2, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	DECQ CX
	JNZ eight
	VZEROUPPER
	RET

DATA three<>+0(SB)/4, $0x40400000
GLOBL three<>(SB), RODATA, $4
DATA six<>+0(SB)/4, $0x40c00000
GLOBL six<>(SB), RODATA, $4

// func wideSwish(to, from *float32, blocks int, before, behind *[2]float32)
TEXT ·wideSwish(SB), NOSPLIT, $0-40
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ before+24(FP), R8
	MOVQ behind+32(FP), R9
	VBROADCASTSS three<>(SB), Y1
	VBROADCASTSS six<>(SB), Y2
	VXORPS Y3, Y3, Y3
	VBROADCASTSS (R8), Y5
	VBROADCASTSS 4(R8), Y6
	VBROADCASTSS (R9), Y7
	VBROADCASTSS 4(R9), Y8
eight:
	VMULPS (SI), Y5, Y0
	VADDPS Y6, Y0, Y0
	VADDPS Y1, Y0, Y4
	VMAXPS Y3, Y4, Y4
	VMINPS Y2, Y4, Y4
	VMULPS Y4, Y0, Y4
	VDIVPS Y2, Y4, Y4
	VMULPS Y7, Y4, Y4
	VADDPS Y8, Y4, Y4
	VMOVUPS Y4, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	DECQ CX
	JNZ eight
	VZEROUPPER
	RET

// One row of a tile of whole numbers: a pair of left at an offset, times sixteen pairs of right (Y0, Y1).
#define SHORTROW(offset, low, high) \
	VPBROADCASTD offset(SI), Y2; \
	VPMADDWD Y0, Y2, Y3; \
	VPADDD Y3, low, low; \
	VPMADDWD Y1, Y2, Y2; \
	VPADDD Y2, high, high

// The row as fractions, times its scale, with its number added.
#define SHORTSTORE(offset, low, high) \
	VCVTDQ2PS low, low; \
	VCVTDQ2PS high, high; \
	VBROADCASTSS offset(R10), Y2; \
	VMULPS Y2, low, low; \
	VMULPS Y2, high, high; \
	STORE(offset, low, high)

// func wideShortTile(to *float32, stride int, left, right *int16, pairs int, scale, add *[tileRows]float32)
TEXT ·wideShortTile(SB), NOSPLIT, $0-56
	MOVQ to+0(FP), DI
	MOVQ stride+8(FP), R8
	MOVQ left+16(FP), SI
	MOVQ right+24(FP), DX
	MOVQ pairs+32(FP), CX
	MOVQ scale+40(FP), R10
	MOVQ add+48(FP), R9
	SHLQ $2, R8
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11
	VPXOR Y12, Y12, Y12
	VPXOR Y13, Y13, Y13
	VPXOR Y14, Y14, Y14
	VPXOR Y15, Y15, Y15
deeper:
	VMOVDQU (DX), Y0
	VMOVDQU 32(DX), Y1
	SHORTROW(0, Y4, Y5)
	SHORTROW(4, Y6, Y7)
	SHORTROW(8, Y8, Y9)
	SHORTROW(12, Y10, Y11)
	SHORTROW(16, Y12, Y13)
	SHORTROW(20, Y14, Y15)
	ADDQ $24, SI
	ADDQ $64, DX
	DECQ CX
	JNZ deeper
	SHORTSTORE(0, Y4, Y5)
	SHORTSTORE(4, Y6, Y7)
	SHORTSTORE(8, Y8, Y9)
	SHORTSTORE(12, Y10, Y11)
	SHORTSTORE(16, Y12, Y13)
	SHORTSTORE(20, Y14, Y15)
	VZEROUPPER
	RET

// The row of a tile of whole numbers as fractions, times its scale, with its number added.
#define ADDINGSTORE(offset, sum) \
	VCVTDQ2PS sum, sum; \
	VMULPS.BCST offset(R11), sum, sum; \
	WIDESTORE(offset, sum)

// func addingShortTwo(to *float32, stride int, left, right *int16, pairs int, scale, add *[2 * tileRows]float32)
TEXT ·addingShortTwo(SB), NOSPLIT, $0-56
	MOVQ to+0(FP), DI
	MOVQ stride+8(FP), R8
	MOVQ left+16(FP), SI
	MOVQ right+24(FP), DX
	MOVQ pairs+32(FP), CX
	MOVQ scale+40(FP), R11
	MOVQ add+48(FP), R9
	SHLQ $2, R8
	IMUL3Q $24, CX, R10
	ADDQ SI, R10
	NOUGHTS
deeper:
	VMOVDQU32 (DX), Z0
	VPDPWSSD.BCST (SI), Z0, Z4
	VPDPWSSD.BCST 4(SI), Z0, Z5
	VPDPWSSD.BCST 8(SI), Z0, Z6
	VPDPWSSD.BCST 12(SI), Z0, Z7
	VPDPWSSD.BCST 16(SI), Z0, Z8
	VPDPWSSD.BCST 20(SI), Z0, Z9
	VPDPWSSD.BCST (R10), Z0, Z10
	VPDPWSSD.BCST 4(R10), Z0, Z11
	VPDPWSSD.BCST 8(R10), Z0, Z12
	VPDPWSSD.BCST 12(R10), Z0, Z13
	VPDPWSSD.BCST 16(R10), Z0, Z14
	VPDPWSSD.BCST 20(R10), Z0, Z15
	ADDQ $24, SI
	ADDQ $24, R10
	ADDQ $64, DX
	DECQ CX
	JNZ deeper
	ADDINGSTORE(0, Z4)
	ADDINGSTORE(4, Z5)
	ADDINGSTORE(8, Z6)
	ADDINGSTORE(12, Z7)
	ADDINGSTORE(16, Z8)
	ADDINGSTORE(20, Z9)
	ADDINGSTORE(24, Z10)
	ADDINGSTORE(28, Z11)
	ADDINGSTORE(32, Z12)
	ADDINGSTORE(36, Z13)
	ADDINGSTORE(40, Z14)
	ADDINGSTORE(44, Z15)
	VZEROUPPER
	RET

// func wideShortPanel(to *int16, from *float32, columns, pairs int, up float32)
TEXT ·wideShortPanel(SB), NOSPLIT, $0-36
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ columns+16(FP), R8
	MOVQ pairs+24(FP), CX
	VBROADCASTSS up+32(FP), Y4
	SHLQ $2, R8
deeper:
	LEAQ (SI)(R8*1), R9
	VMULPS (SI), Y4, Y0
	VMULPS 32(SI), Y4, Y1
	VMULPS (R9), Y4, Y2
	VMULPS 32(R9), Y4, Y3
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPSLLD $16, Y2, Y2
	VPSLLD $16, Y3, Y3
	VPBLENDW $0xAA, Y2, Y0, Y0
	VPBLENDW $0xAA, Y3, Y1, Y1
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	LEAQ (SI)(R8*2), SI
	ADDQ $64, DI
	DECQ CX
	JNZ deeper
	VZEROUPPER
	RET

// func wideLargestSize(from *float32, blocks int) float32
TEXT ·wideLargestSize(SB), NOSPLIT, $0-20
	MOVQ from+0(FP), SI
	MOVQ blocks+8(FP), CX
	VPCMPEQD Y4, Y4, Y4
	VPSRLD $1, Y4, Y4
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
next:
	VANDPS (SI), Y4, Y2
	VANDPS 32(SI), Y4, Y3
	VMAXPS Y2, Y0, Y0
	VMAXPS Y3, Y1, Y1
	ADDQ $64, SI
	DECQ CX
	JNZ next
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSRLDQ $8, X0, X1
	VMAXPS X1, X0, X0
	VPSRLDQ $4, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET
