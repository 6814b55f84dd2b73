package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.desk.ReleaseLookup;
import dev.weir.jobs.desk.RequestBasis;
import dev.weir.jobs.export.ExportResult;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.log.ReleaseReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An export, as two people answer for it. */
final class ExportAct {

    static final String RECIPIENTS = "contracts/recipients.yaml";
    private static final String RELEASE = "release";
    private static final String TABLES = "tables";
    private static final String ALL = "all";

    private ExportAct() {}

    /**
     * What is asked.
     *
     * @param release with its number
     * @param reason why; empty text where none is given
     */
    static ActDetails asked(
            String release,
            String recipient,
            List<String> tables,
            Optional<String> format,
            Optional<Path> into,
            String reason) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(RELEASE, release);
        facts.put("recipient", recipient);
        facts.put(TABLES, tables.isEmpty() ? ALL : String.join(" ", tables));
        facts.put("format", format.orElse(""));
        facts.put("into", into.map(Path::toString).orElse(""));
        facts.put("reason", reason);
        return new ActDetails(Act.EXPORT, facts);
    }

    /** What it stands on: the release, what the workspace knows of its recipients and of itself, and the law. */
    static Map<String, String> grounds(Workspace read, ActDetails asked) {
        String release = asked.fact(RELEASE);
        return Map.of(
                release,
                ReleaseLookup.signed(read, ReleaseReference.whole(release)).sha256(),
                RECIPIENTS,
                RequestBasis.sha256(read.root().resolve(RECIPIENTS)),
                "law.processor in weir.yaml",
                Sha256.hex(Json.print(exporter(read.processor()))),
                "law " + read.lawPack(),
                LawPack.of(read.law()).sha256());
    }

    /** The facts of who sends that the gate decides by. */
    private static ObjectNode exporter(Processor processor) {
        return Json.object()
                .put("id", processor.id())
                .put("name", processor.name())
                .put("region", processor.region())
                .put(
                        "criticalInfrastructure",
                        processor.standing().criticalInfrastructure().name())
                .put(
                        "foreignControlled",
                        processor.standing().foreignControlled().name())
                .put("stateOrgan", processor.standing().stateOrgan().name())
                .put(
                        "listing",
                        processor.zone().listing().map(Processor.Listing::word).orElse(""))
                .put("zone", processor.zone().name());
    }

    /** What the second person has to know of a copy that the gate lets out: to whom, what, of how many people, and why. */
    static Map<String, String> shown(
            Recipient recipient, SignedManifest release, ActDetails asked, ExportResult.Tried tried) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(
                "recipient",
                recipient.party().name()
                        + recipient
                                .party()
                                .region()
                                .map(region -> ", " + region)
                                .orElse(""));
        shown.put("purpose", recipient.request().purpose());
        shown.put(
                "tables",
                asked.fact(TABLES).equals(ALL)
                        ? release.manifest().tables().stream()
                                .map(ReleasedTable::name)
                                .collect(Collectors.joining(", "))
                        : asked.fact(TABLES).replace(" ", ", "));
        PeopleCount added = tried.transfer().people().counts().added();
        shown.put(
                "people in it",
                words(tried.transfer()
                        .people()
                        .file()
                        .map(Transfer.PeopleFile::people)
                        .orElse(PeopleCount.NONE)));
        shown.put("new in the year", words(added));
        shown.put(
                "gate",
                tried.answer().decision().word() + " by row "
                        + tried.answer().decision().ruling().row().id());
        return shown;
    }

    private static String words(PeopleCount people) {
        return people.nonSensitive() + " not sensitive, " + people.sensitive() + " sensitive";
    }
}
