package dev.weir.jobs.verb.law;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.export.ExportListener;

/** Tells people how an export goes on. */
final class ExportProgress implements ExportListener {

    private final Terminal terminal;

    ExportProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void reached(Step step) {
        switch (step) {
            case COUNTED -> terminal.say("people counted");
            case RESERVED -> terminal.say("entered in the ledger; writing the copy");
            case COPIED -> terminal.say("copy written");
            case PEOPLE_KEPT, COPYING, COMPLETED -> {
                // what people wait for is told by the others
            }
        }
    }

    @Override
    public void note(String sentence) {
        terminal.say("@|yellow !|@ " + sentence);
    }
}
