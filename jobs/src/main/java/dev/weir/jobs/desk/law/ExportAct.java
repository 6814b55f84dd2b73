package dev.weir.jobs.desk.law;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import dev.weir.jobs.desk.Grounds;
import dev.weir.jobs.desk.Released;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.acts.Deed;
import dev.weir.releases.log.ReleaseReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An export, as two people answer for it. */
final class ExportAct {

    static final String RECIPIENTS = "contracts/recipients.yaml";
    private static final String RELEASE = "release";

    private ExportAct() {}

    /**
     * What is asked.
     *
     * @param release with its number
     * @param reason why; empty text where nobody says
     */
    static Deed asked(
            String release,
            String recipient,
            List<String> tables,
            Optional<String> format,
            Optional<Path> into,
            String reason) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(RELEASE, release);
        facts.put("recipient", recipient);
        facts.put("tables", tables.isEmpty() ? "all" : String.join(" ", tables));
        facts.put("format", format.orElse(""));
        facts.put("into", into.map(Path::toString).orElse(""));
        facts.put("reason", reason);
        return new Deed(Act.EXPORT, facts);
    }

    /** What it stands on: the release, what the workspace knows of its recipients, and the law. */
    static Map<String, String> grounds(Workspace read, Deed asked) {
        String release = asked.fact(RELEASE);
        return Map.of(
                release,
                Released.signed(read, ReleaseReference.whole(release)).sha256(),
                RECIPIENTS,
                Grounds.sha256(read.root().resolve(RECIPIENTS)),
                "law " + read.lawPack(),
                LawPack.of(read.law()).sha256());
    }
}
