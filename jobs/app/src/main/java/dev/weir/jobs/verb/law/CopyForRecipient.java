package dev.weir.jobs.verb.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Signatory;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.ReleaseLookup;
import dev.weir.jobs.export.CopyExport;
import dev.weir.jobs.export.CopyFormat;
import dev.weir.jobs.export.ExportListener;
import dev.weir.jobs.export.ExportRequest;
import dev.weir.jobs.export.ExportResult;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.acts.AccessGuard;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.log.ReleaseReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A copy of a release that was asked for, and what became of it.
 *
 * @param law that decided
 */
public record CopyForRecipient(LawPack law, ExportRequest request, ExportResult result) {

    /**
     * What is asked.
     *
     * @param release such as {@code clinical@2}; without a number, the newest
     * @param recipient its id
     * @param tables these alone; all where none is named
     * @param format the recipient's where it is not said, else Parquet
     * @param into a folder that is not there yet; by default below exports in the warehouse
     * @param by who answers for it
     * @param reason why, in their words; empty text where they say none
     */
    public record Question(
            String release,
            String recipient,
            List<String> tables,
            Optional<CopyFormat> format,
            Optional<Path> into,
            String by,
            String reason) {

        public Question {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Counts, asks the gate, reserves, writes, completes. Where two people have to answer for it, the gate is asked before a
     * request is made: a second person is asked for nothing that would not go out, and sees what the gate said.
     */
    public static CopyForRecipient export(Desk desk, Question asked, ExportListener listener) {
        SigningKeys.of(desk.settings())
                .existing(); // the ledger's entry is signed: looked for before anybody is counted
        Wanted wanted = Wanted.of(desk, asked);
        ActDetails act = wanted.act();
        Map<String, String> grounds = ExportAct.grounds(wanted.read(), act);
        AccessGuard guard = desk.accessGuard(asked.by());
        Map<String, String> shown = Map.of();
        if (guard.makesRequest(act, grounds)) {
            CopyForRecipient tried = tryOut(desk, asked, listener);
            if (!(tried.result() instanceof ExportResult.Tried allowed)) {
                return tried;
            }
            shown = ExportAct.shown(wanted.recipient(), wanted.release(), act, allowed);
        }
        Permit permit = guard.asAsked(act, grounds, shown);
        return wanted.with(desk, listener, () -> permit.enter(asked.by()), CopyExport::export);
    }

    /** Counts and asks the gate; writes nothing. */
    public static CopyForRecipient tryOut(Desk desk, Question asked, ExportListener listener) {
        return Wanted.of(desk, asked).with(desk, listener, () -> Signatory.of(asked.by()), CopyExport::tryOut);
    }

    /**
     * A question whose names are there.
     *
     * @param read the workspace
     */
    private record Wanted(Workspace read, SignedManifest release, Recipient recipient, Question asked) {

        static Wanted of(Desk desk, Question asked) {
            ReleaseReference reference = ReleaseReference.whole(asked.release());
            Workspace read = desk.read(reference.product());
            LookupByName.product(read, reference.product());
            return new Wanted(read, ReleaseLookup.signed(read, reference), recipientOf(read, asked.recipient()), asked);
        }

        ActDetails act() {
            return ExportAct.asked(
                    release.manifest().reference(),
                    asked.recipient(),
                    asked.tables(),
                    asked.format().map(format -> format.name().toLowerCase(Locale.ROOT)),
                    asked.into(),
                    asked.reason());
        }

        CopyForRecipient with(
                Desk desk,
                ExportListener listener,
                Supplier<Signatory> answering,
                BiFunction<CopyExport, ExportRequest, ExportResult> verb) {
            ExportRequest request = new ExportRequest(
                    release,
                    recipient,
                    asked.tables(),
                    asked.format()
                            .or(() -> recipient
                                    .delivery()
                                    .format()
                                    .map(word -> CopyFormat.valueOf(word.toUpperCase(Locale.ROOT))))
                            .orElse(CopyFormat.PARQUET),
                    asked.into(),
                    answering);
            ExportResult result = Engine.reading(
                    desk,
                    read,
                    ReleaseReference.whole(asked.release()).product(),
                    session -> verb.apply(TransferEnding.exporter(session, listener), request));
            return new CopyForRecipient(LawPack.of(read.law()), request, result);
        }
    }

    private static Recipient recipientOf(Workspace workspace, String id) {
        return workspace
                .recipient(id)
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of(ExportAct.RECIPIENTS),
                        "There is no recipient '" + id + "'",
                        "there are "
                                + String.join(
                                        ", ",
                                        workspace.recipients().stream()
                                                .map(Recipient::id)
                                                .toList()),
                        "name one of these, or write it down with its mechanisms"));
    }
}
