package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import java.util.List;

/**
 * Whether the tags and pins of a product are signed, and each still stands for a manifest: a tag for the
 * one that it was given to.
 */
public final class NameCheck {

    private NameCheck() {}

    /** Looks at all of a product, by these keys. */
    public static VerificationCheck of(StoredReleaseLog all, String product, List<TrustedKey> trusted) {
        StoredReleaseLog log =
                all.with(LogKeys.of(trusted.stream().map(TrustedKey::key).toList()));
        EvidenceProblems findings = new EvidenceProblems("names");
        Tags tags = new Tags(log);
        PartialRead<Tag> named = tags.legible(product);
        PartialRead<Pin> pinned = new Pins(log).legible(product);
        named.damaged().forEach(findings::broken);
        pinned.damaged().forEach(findings::broken);
        named.whole().forEach(tag -> look(findings, () -> tags.number(product, tag.name())));
        pinned.whole().forEach(pin -> look(findings, () -> log.read(product, pin.release())));
        int looked = named.whole().size()
                + named.damaged().size()
                + pinned.whole().size()
                + pinned.damaged().size();
        return findings.end(looked == 1 ? "1 tag or pin" : looked + " tags and pins");
    }

    private static void look(EvidenceProblems findings, Runnable look) {
        try {
            look.run();
        } catch (ProblemsException e) {
            e.problems().forEach(findings::broken);
        }
    }
}
