package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import java.util.ArrayList;
import java.util.List;

/** What one check finds, while it looks. Not safe for use by several threads. */
final class EvidenceProblems {

    private static final String RESTORE = "Restore it from a copy, and find out who changed it.";

    private final String name;
    private final List<Problem> broken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    EvidenceProblems(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void broken(String place, String what, String why) {
        broken(place, what, why, RESTORE);
    }

    void broken(String place, String what, String why, String remedy) {
        broken.add(new Problem(Code.EVIDENCE_BROKEN, Place.of(place), what, why, remedy));
    }

    /** What could not be read: the cause's own words say what, where and why. */
    void broken(String place, String what, List<Problem> causes) {
        Problem cause = causes.get(0);
        broken(cause.place().file(), what, cause.what() + ": " + cause.why());
    }

    void broken(Problem found) {
        broken.add(found);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** @param looked how many things were looked at, and what they are */
    VerificationCheck end(String looked) {
        return new VerificationCheck(name, looked, broken, notes, false);
    }

    /** The same, of rows that were let go. */
    VerificationCheck expired(String looked) {
        return new VerificationCheck(name, looked, broken, notes, true);
    }

    /** {@code 1 file}, {@code 12 files}. */
    static String count(long number, String thing) {
        return String.format(java.util.Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
