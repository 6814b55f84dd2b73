package dev.weir.jobs.verb.proof;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.evidence.Verification;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Says how much of the data was read, where a person looks. */
final class VerifyProgress implements Verification.Progress {

    private static final long STEP = 64L << 20;

    private final Terminal terminal;
    private final AtomicLong done = new AtomicLong();

    VerifyProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void read(long more) {
        long now = done.addAndGet(more);
        if (terminal.live() == Terminal.Liveness.LIVE && now / STEP > (now - more) / STEP) {
            terminal.draw(String.format(Locale.ROOT, "  %,d MiB of data files read ", now >> 20));
        }
    }
}
