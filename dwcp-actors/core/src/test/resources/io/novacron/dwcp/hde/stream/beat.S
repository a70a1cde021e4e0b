/* A BIOS of 64 KiB that fills 64 pages from 64 KiB on with the number of their paragraph, and then
 * counts in one word of each, for ever.
 *
 * gcc -m32 -c beat.S -o beat.o && ld -m elf_i386 -Ttext 0 --oformat binary beat.o -o beat.bin
 */
        .code16
        .globl _start
_start: cli
        cld
        mov $0x1000,%bx
fill:   mov %bx,%es
        xor %di,%di
        mov %bx,%ax
        mov $2048,%cx
        rep stosw
        add $0x100,%bx
        cmp $0x5000,%bx
        jne fill
again:  mov %cr0,%eax                  /* emulated processors take note of writes after a flush only */
        xor $0x10000,%eax
        mov %eax,%cr0
        mov $0x1000,%bx
next:   mov %bx,%es
        incw %es:0x10
        add $0x100,%bx
        cmp $0x5000,%bx
        jne next
        jmp again
        .org 0xfff0
        ljmp $0xf000,$_start
        .org 0x10000
