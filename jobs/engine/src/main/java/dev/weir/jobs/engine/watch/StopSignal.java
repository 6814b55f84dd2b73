package dev.weir.jobs.engine.watch;

/** By which the operating system, or a person at the terminal, asks a process to end. */
public enum StopSignal {
    /** Of schedulers, of {@code kill}. */
    TERM(15),
    /** Of a terminal, by Ctrl-C. */
    INT(2);

    private final int number;

    StopSignal(int number) {
        this.number = number;
    }

    /** As people know it. */
    public String word() {
        return "SIG" + name();
    }

    /** What a process ends with that has ended by it, as shells have it. */
    public int status() {
        return 128 + number;
    }
}
