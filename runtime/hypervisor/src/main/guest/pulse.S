/* pulse: the smallest guest worth migrating. One boot sector, no operating system.
 *
 * It fills a working set with pseudo-random words, then halts; a timer at 100 Hz writes one beat
 * (a byte that counts up) to port 0xe9 and to the second serial port, and every so many beats the
 * main loop rewrites some pages, one after the other round the working set. With SPIN it does
 * neither: it computes and writes a beat every SPIN rounds, which measures how fast an accelerator
 * really is.
 *
 * Build: gcc -m32 -c pulse.S -o pulse.o && ld -m elf_i386 -Ttext 0x7c00 --oformat binary pulse.o -o pulse.bin
 * The parameters at the end are patched by PulseGuest; a test compares these bytes with the resource.
 */
        .set IDT, 0x1000                /* free below 0x7c00, above the BIOS data area */
        .set STACK, 0x7000
        .set BASE, 0x100000             /* the working set begins at 1 MiB */
        .set TIMER_DIVISOR, 11932       /* 1193182 Hz / 11932 = 100 Hz */

        .code16
        .globl _start
_start: cli
        xor %ax,%ax
        mov %ax,%ds
        inb $0x92,%al                   /* A20 line on */
        or $2,%al
        outb %al,$0x92
        lgdt gdtr
        mov %cr0,%eax
        or $1,%eax
        mov %eax,%cr0
        ljmp $8,$flat

        .code32
flat:   mov $16,%ax
        mov %ax,%ds
        mov %ax,%es
        mov %ax,%ss
        mov $STACK,%esp
        mov $0x12345678,%ebx            /* ebx: xorshift state, never zero */
        cld
        mov $hello,%esi
        call say
        cmpl $0,spin
        jne spinning

        mov $IDT+0x20*8,%edi            /* gates for the 16 interrupt lines, all to tick */
        mov $16,%ecx
gate:   mov $0x80000+tick,%eax          /* selector 8, offset tick */
        stosl
        mov $0x8e00,%eax                /* present, 32-bit interrupt gate */
        stosl
        loop gate
        lidt idtr

        mov $pic,%esi                   /* both PICs to vectors 0x20.., only the timer let through; */
        mov $PIC_WRITES,%ecx            /* timer to 100 Hz */
port:   xor %edx,%edx
        lodsw
        mov %al,%dl
        mov %ah,%al
        out %al,%dx
        loop port
        mov beats,%eax
        mov %eax,left
        sti

        mov $BASE,%edi                  /* fill the working set: cells of `repeat` equal words */
        mov pages,%edx
        test %edx,%edx
        jz filled
fill:   mov $1024,%ebp
        call write
        dec %edx
        jnz fill
filled: mov $ready,%esi
        call say

rewind: xor %esi,%esi                   /* esi: next page of the working set to be rewritten */
idle:   hlt
        cmpl $0,left
        jg idle
        mov beats,%eax
        mov %eax,left
        mov burst,%ecx
burstl: jecxz idle
        cmp pages,%esi
        jb inside
        xor %esi,%esi
inside: mov %esi,%edi
        shl $12,%edi
        add $BASE,%edi
        mov words,%ebp
        push %ecx
        call write
        pop %ecx
        inc %esi
        dec %ecx
        jmp burstl

/* Writes ebp words at edi in cells of `repeat` equal ones; clobbers eax, ecx. */
write:  call random
        mov repeat,%ecx
        cmp %ebp,%ecx
        jbe fits
        mov %ebp,%ecx
fits:   sub %ecx,%ebp
        rep stosl
        jnz write                       /* rep stosl leaves the flags of sub */
        ret

/* ebx, eax: the next number (Marsaglia's xorshift 13, 17, 5). */
random: mov %ebx,%eax
        shl $13,%eax
        xor %eax,%ebx
        mov %ebx,%eax
        shr $17,%eax
        xor %eax,%ebx
        mov %ebx,%eax
        shl $5,%eax
        xor %eax,%ebx
        mov %ebx,%eax
        ret

/* Writes the NUL-terminated text at esi on the first serial port. */
say:    mov $0x3f8,%dx
sayc:   lodsb
        test %al,%al
        jz said
        out %al,%dx
        jmp sayc
said:   ret

/* The timer. */
tick:   push %eax
        push %edx
        call pulse
        decl left
        mov $0x20,%al
        out %al,$0x20
        pop %edx
        pop %eax
        iret

pulse:  incb beat
        mov beat,%al
        out %al,$0xe9
        mov $0x2f8,%dx
        out %al,%dx
        ret

spinning:
        mov spin,%ecx
spinl:  call random
        loop spinl
        call pulse
        jmp spinning

hello:  .asciz "pulse: up\n"
ready:  .asciz "pulse: ready\n"
pic:    .byte 0x20,0x11, 0xa0,0x11, 0x21,0x20, 0xa1,0x28, 0x21,4, 0xa1,2, 0x21,1, 0xa1,1, 0x21,0xfe, 0xa1,0xff
        .byte 0x43,0x34, 0x40,TIMER_DIVISOR & 0xff, 0x40,TIMER_DIVISOR >> 8
        .set PIC_WRITES, (. - pic) / 2
beat:   .byte 0
        .align 8
gdt:    .quad 0
        .quad 0x00cf9a000000ffff
        .quad 0x00cf92000000ffff
gdtr:   .word 23
        .long gdt
idtr:   .word 0x30*8-1
        .long IDT
left:   .long 0

        .org 0x1e4                      /* parameters, little-endian: PulseGuest.PARAMETERS_OFFSET */
pages:  .long 0                         /* working set, pages of 4 KiB */
burst:  .long 0                         /* pages rewritten in one burst */
beats:  .long 1                         /* beats from one burst to the next */
words:  .long 1                         /* 4-byte words rewritten in a page, 1 to 1024 */
repeat: .long 1                         /* equal words in a row: 1 cannot be compressed */
spin:   .long 0                         /* 0, or rounds of computing from beat to beat */
        .org 0x1fe
        .word 0xaa55
