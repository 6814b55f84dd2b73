package dev.weir.jobs.cli.terminal;

import dev.weir.jobs.desk.SignatureStatus;

/** What is said, on standard error, of a release that is shown and is not as it was signed. */
public final class SignatureWarning {

    private SignatureWarning() {}

    /** A line where there is a doubt. */
    public static void print(Terminal terminal, SignatureStatus doubts) {
        doubts.first()
                .ifPresent(doubt -> terminal.say("@|bold,yellow Not as it was signed|@: " + doubts.reference() + ". "
                        + doubt.what() + " (" + doubt.why() + "). See 'weir verify " + doubts.reference() + "'."));
        doubts.unknown().forEach(terminal::problem);
    }
}
