package dev.weir.jobs.engine.watch;

/** The run was stopped from outside before it published; what it had written is undone. */
public final class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StopSignal signal;

    public RunStoppedException(StopSignal signal) {
        super("The run was stopped by " + signal.word()
                + " before it published; what it had written is removed, and the releases are as they were.");
        this.signal = signal;
    }

    /** Which signal. */
    public StopSignal signal() {
        return signal;
    }
}
