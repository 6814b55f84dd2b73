package dev.weir.jobs.verb.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.Signatory;
import dev.weir.jobs.desk.Desk;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.reveal.Reveal;
import dev.weir.releases.reveal.RevealEntry;
import dev.weir.releases.reveal.RevealLog;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Undoes the masks of some values, and keeps who asked and why. */
public final class Revealing {

    private Revealing() {}

    /**
     * What some values of a column stand for: logged before a value is shown.
     *
     * @throws ProblemsException when the release has no number, is not as it was signed, or the mask cannot be undone
     */
    public static Reveal.Answer of(
            Desk desk, String release, String table, String column, List<String> values, RevealEntry.Who who) {
        Workspace settings = desk.settings();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("release", release);
        facts.put("table", table);
        facts.put("column", column);
        Permit permit = desk.accessGuard(who.by()).alone(new ActDetails(Act.REVEAL, facts));
        RevealLog log = RevealLog.of(settings);
        ReleaseReference reference = ReleaseReference.whole(release);
        if (reference.isNewest()) {
            throw ProblemsException.usage(
                    "weir reveal",
                    "'" + release + "' has no number",
                    "values are masked by the key of one release",
                    "see 'weir reveal --help' for a whole line");
        }
        StoredReleaseLog releases = desk.log(reference.product()).log();
        SignedManifest signed =
                Authenticity.of(settings, releases).require(reference.product(), reference.number(releases));
        Reveal reveal = Reveal.of(signed, table, column, KeyFile.of(settings));
        return reveal.values(values, entered(permit, who), log, desk.clock());
    }

    private static RevealEntry.Who entered(Permit permit, RevealEntry.Who who) {
        Signatory by = permit.enter(who.by());
        return new RevealEntry.Who(by.name(), who.account(), who.reason(), by.acting());
    }

    /**
     * Who has revealed what, checked.
     *
     * @param head SHA-256 of an entry that is known to have been there
     */
    public static List<RevealLog.Numbered> entries(Desk desk, Optional<String> head) {
        List<RevealLog.Numbered> entries = RevealLog.of(desk.settings()).read();
        if (head.isPresent()
                && entries.stream().noneMatch(entry -> entry.sha256().equals(head.get()))) {
            throw ProblemsException.of(
                    Code.REVEAL_REFUSED,
                    Place.of("--head"),
                    "No entry of the reveal log has the SHA-256 " + head.get(),
                    "it is known to have been there: entries were cut off the end, or the whole was written anew",
                    "Restore the log from a copy, and find out who changed it.");
        }
        return entries;
    }

    /** Lets a log go on that is not as it was signed; returns the place of its entry. */
    public static String restore(Desk desk, RevealEntry.Who who) {
        Permit permit = desk.accessGuard(who.by()).alone(ActDetails.of(Act.CORRECT, "restore", "the log of reveals"));
        return RevealLog.of(desk.settings())
                .restore(entered(permit, who), desk.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
