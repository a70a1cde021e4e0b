/* oltp: a program that fills a working set as a small server's memory is filled, and then writes to it at a set rate.
 *
 *   oltp MIB SEED RATE FIELDS LOG OBJECT RANDOM ZERO
 *
 * MIB is the working set, RATE the page writes a second; the others weigh the kinds of write:
 *   FIELDS  one to four fields of eight bytes    LOG     a line appended to a log that goes round
 *   OBJECT  a page of objects made anew          RANDOM  a page of noise    ZERO  a page cleared
 * Nine of ten writes go to every fifth page. A hundred times a second it writes a beat (a byte that counts up) to port
 * 0xe9 and to the second serial port, and every five seconds it says how many writes it has made.
 *
 * No libc and no library, so nothing but a kernel is needed to run it. build-oltp.sh compiles it; the digest of this
 * source is in the binary, and a test compares it, and the binary where the compiler is the same.
 */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;
struct timespec { long seconds, nanos; };

enum { PAGE = 4096, TICKS = 100, TICK_NANOS = 10000000, REPORT_TICKS = 500, LINE = 512 };
enum { WRITE = 1, MMAP = 9, EXIT = 60, IOPERM = 173, CLOCK_GETTIME = 228, CLOCK_NANOSLEEP = 230 };
enum { MONOTONIC = 1, ABSOLUTE = 1 };
enum { FIELDS, LOG, OBJECT, RANDOM, ZERO, KINDS };

const char source[] = "oltp of " SOURCE;

static u8 *memory;
static u64 pages, writes, log_at, now_millis;
static u64 state;

/* ---- What a C library would do ---- */

static long call(long number, long a, long b, long c, long d, long e, long f) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

/* The compiler calls these two by itself. */
void *memcpy(void *to, const void *from, u64 bytes) {
  void *at = to;
  __asm__ volatile("rep movsb" : "+D"(at), "+S"(from), "+c"(bytes) : : "memory");
  return to;
}

void *memset(void *to, int value, u64 bytes) {
  void *at = to;
  __asm__ volatile("rep stosb" : "+D"(at), "+c"(bytes) : "a"(value) : "memory");
  return to;
}

static void out(unsigned short port, u8 value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }

static char *put(char *at, const char *text) {
  while (*text) *at++ = *text++;
  return at;
}

static char *number(char *at, u64 value) {
  char digits[20];
  int n = 0;
  do digits[n++] = (char)('0' + value % 10); while (value /= 10);
  while (n) *at++ = digits[--n];
  return at;
}

static char *hex(char *at, u64 value) {
  for (int shift = 60; shift >= 0; shift -= 4) *at++ = "0123456789abcdef"[value >> shift & 15];
  return at;
}

static u64 parsed(const char *text) {
  u64 value = 0;
  while (*text >= '0' && *text <= '9') value = value * 10 + (u64)(*text++ - '0');
  return value;
}

static void say(const char *what, u64 count, const char *of) {
  char text[64], *end = put(text, "oltp: ");
  end = put(end, what);
  if (*of) end = put(number(end, count), of);
  *end++ = '\n';
  call(WRITE, 1, (long)text, end - text, 0, 0, 0);
}

/* ---- Chance: SplitMix64 ---- */

static u64 next(void) {
  u64 z = state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

static u64 below(u64 bound) { return (next() >> 32) * bound >> 32; }

/* ---- What pages are filled with ---- */

static const char *const verbs[] = {"GET /v2/orders/", "GET /v2/customers/", "POST /v2/orders ", "PUT /v2/carts/", "DELETE /v2/carts/",
                                    "GET /assets/main.css ", "GET /ready ", "PATCH /v2/customers/"};
static const char *const notes[] = {"pool=read ", "pool=write ", "cache=hit ", "cache=miss ", "retry=1 ", "agent=\"Mozilla/5.0 (X11; Linux x86_64)\" ",
                                    "agent=\"curl/7.88.1\" ", "zone=eu-north-2 ", "zone=us-south-1 ", "plan=index-scan ", "slow-query ", "commit "};
#define ANY(list) list[below(sizeof list / sizeof *list)]

static u64 line(char *text) {
  char *end = put(number(put(text, "ts="), 1765000000000 + now_millis), below(20) ? " info " : " warn ");
  end = number(put(end, "web-"), below(8));
  end = number(put(put(end, " "), ANY(verbs)), below(200000));
  end = number(put(end, below(30) ? " 200 us=" : " 500 us="), 200 + below(90000));
  end = put(end, " ");
  for (u64 more = 1 + below(4); more; more--) end = put(end, ANY(notes));
  if (!below(3)) end = hex(put(end, "trace="), next());
  *end++ = '\n';
  return (u64)(end - text);
}

static void text_page(u8 *page) {
  char text[LINE];
  for (u64 at = 0; at < PAGE;) {
    u64 bytes = line(text);
    if (bytes > PAGE - at) bytes = PAGE - at;
    memcpy(page + at, text, bytes);
    at += bytes;
  }
}

/* Objects of 64 bytes: type, two references, counts, a time, a figure, a short name. */
static void object_page(u8 *page) {
  u64 heap = 0x7e9000000000, *word = (u64 *)page;
  for (int i = 0; i < PAGE / 64; i++, word += 8) {
    word[0] = 0x7e8fd0004000 + below(48) * 96;
    word[1] = heap + below(pages * 64) * 64;
    word[2] = below(3) ? 0 : heap + below(pages * 64) * 64;
    word[3] = below(4) << 32 | below(250);
    word[4] = now_millis + below(1000);
    word[5] = below(4) ? below(100000) : next();
    word[6] = word[7] = 0;
    number(put((char *)(word + 6), "order-"), below(1000));
  }
}

static void random_page(u8 *page) {
  for (int i = 0; i < PAGE / 8; i++) ((u64 *)page)[i] = next();
}

/* Of every hundred pages 35 are text, 30 objects, 15 noise, 5 copies of earlier ones; the rest stay zero. */
static void fill(void) {
  for (u64 i = 0; i < pages; i++) {
    u64 kind = below(100);
    u8 *page = memory + i * PAGE;
    now_millis += 10;
    if (kind < 35) text_page(page);
    else if (kind < 65) object_page(page);
    else if (kind < 80) random_page(page);
    else if (kind < 85) memcpy(page, memory + below(i + 1) * PAGE, PAGE);
    else memset(page, 0, PAGE);
  }
}

/* ---- Writes ---- */

static void fields(u8 *page) {
  for (u64 left = 1 + below(4); left; left--) ((u64 *)page)[below(PAGE / 8)] = below(2) ? writes : next();
}

static void append(void) {
  char text[LINE];
  u64 bytes = line(text);
  if (log_at + bytes > pages / 3 * PAGE) log_at = 0;
  memcpy(memory + log_at, text, bytes);
  log_at += bytes;
}

static void write_page(const u64 *weights, u64 all) {
  u64 page = below(10) ? below(pages / 5) * 5 : below(pages), chance = below(all), kind = FIELDS;
  u8 *at = memory + page * PAGE;
  while (chance >= weights[kind]) chance -= weights[kind++];
  switch (kind) {
    case FIELDS: fields(at); break;
    case LOG: append(); break;
    case OBJECT: object_page(at); break;
    case RANDOM: random_page(at); break;
    default: memset(at, 0, PAGE);
  }
  writes++;
}

/* ---- Time ---- */

static void beat(u64 tick) {
  out(0xe9, (u8)tick);
  out(0x2f8, (u8)tick);
}

/* Late ticks are left out rather than made up for: a guest that stood still does not hurry afterwards. */
static void await(struct timespec *due) {
  struct timespec now;
  due->nanos += TICK_NANOS;
  if (due->nanos >= 1000000000) due->nanos -= 1000000000, due->seconds++;
  call(CLOCK_GETTIME, MONOTONIC, (long)&now, 0, 0, 0, 0);
  if (now.seconds > due->seconds || (now.seconds == due->seconds && now.nanos > due->nanos)) *due = now;
  else call(CLOCK_NANOSLEEP, MONOTONIC, ABSOLUTE, (long)due, 0, 0, 0);
}

static void run(u64 rate, const u64 *weights) {
  struct timespec due;
  u64 all = 0, owed = 0;
  for (int kind = 0; kind < KINDS; kind++) all += weights[kind];
  call(CLOCK_GETTIME, MONOTONIC, (long)&due, 0, 0, 0, 0);
  for (u64 tick = 1;; tick++) {
    for (owed += rate; owed >= TICKS; owed -= TICKS) write_page(weights, all);
    now_millis += 1000 / TICKS;
    beat(tick);
    if (tick % REPORT_TICKS == 0) say("", writes, " writes");
    await(&due);
  }
}

/* argv[0] is the program, so argv[1] is MIB. */
__attribute__((noreturn, used)) static void main(long count, char **argv) {
  u64 weights[KINDS] = {0}, sum = 0;
  if (count == 4 + KINDS) {
    for (int kind = 0; kind < KINDS; kind++) sum += weights[kind] = parsed(argv[4 + kind]);
    pages = parsed(argv[1]) * (1 << 20) / PAGE;
    state = parsed(argv[2]);
  }
  if (sum && pages) {
    memory = (u8 *)call(MMAP, 0, (long)(pages * PAGE), 3 /* read, write */, 0x22 /* private, anonymous */, -1, 0);
    if ((long)memory > 0 && !call(IOPERM, 0xe9, 1, 1, 0, 0, 0) && !call(IOPERM, 0x2f8, 1, 1, 0, 0, 0)) {
      fill();
      say("ready", 0, "");
      run(parsed(argv[3]), weights);
    }
    say("no memory, or no right to ports", 0, "");
  } else {
    say("MIB SEED RATE FIELDS LOG OBJECT RANDOM ZERO", 0, "");
  }
  for (;;) call(EXIT, 2, 0, 0, 0, 0, 0);
}

__asm__(".globl _start\n_start: xor %ebp, %ebp\n mov (%rsp), %rdi\n lea 8(%rsp), %rsi\n and $-16, %rsp\n call main\n");
