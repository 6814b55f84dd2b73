package dev.weir.jobs.engine.run;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.ReleaseProfileJson;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.report.EventLineage;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageGraphJson;
import dev.weir.lineage.OpenLineageText;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.evidence.DefinitionEvidence;
import dev.weir.releases.evidence.EvidencePiece;
import dev.weir.releases.evidence.FileCounts;
import dev.weir.releases.evidence.GateEvidence;
import dev.weir.releases.evidence.ManifestSealing;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.evidence.RunRecordEvidence;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.log.StoredReleaseLog;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The evidence of one run, collected from its beginning, and the key that its release is signed with. */
final class ReleaseSeal {

    private final WeirSession session;
    private final LawPack law;
    private final SigningKey key;
    private final Optional<TimeStampAuthority> authority;
    private final List<EvidencePiece> written;
    private final ProductLineage lineage;

    private ReleaseSeal(
            WeirSession session,
            LawPack law,
            SigningKey key,
            Optional<TimeStampAuthority> authority,
            List<EvidencePiece> written,
            ProductLineage lineage) {
        this.session = session;
        this.law = law;
        this.key = key;
        this.authority = authority;
        this.written = written;
        this.lineage = lineage;
    }

    /**
     * Reads what the run is made by, and the key; makes the pair, and reports that, when there is none.
     *
     * @param columns what the tables are made of
     * @throws ProblemsException when a file has been changed since the plan was made, or the key or the
     *     certificates of the time-stamp authority cannot be used
     */
    static ReleaseSeal begin(WeirSession session, Plan plan, LawPack law, LineageGraph columns, RunWatch watch) {
        SigningKeys keys = SigningKeys.of(session.workspace());
        SigningKeys.Found found = keys.readOrMake(new SecureRandom());
        if (found.made()) {
            String made =
                    "Made the pair that signs releases: hand out '" + keys.publicFile() + "', back the private key up.";
            watch.notice("keys", made);
        }
        found.former().ifPresent(former -> {
            String replaced = "The private key is not that of the public key " + former.id() + ": '" + keys.publicFile()
                    + "' was made anew from it, and the former stays beside it. Find out who replaced the key if nobody"
                    + " rotated the pair.";
            watch.notice("keys", replaced);
        });
        List<EvidencePiece> written = new ArrayList<>(
                DefinitionEvidence.of(session.workspace(), plan.product().files(), law));
        written.add(EvidencePiece.of(EvidenceKind.LINEAGE, LineageGraphJson.NAME, LineageGraphJson.print(columns)));
        return new ReleaseSeal(
                session,
                law,
                found.key(),
                TimeStampAuthority.of(session.workspace()),
                written,
                EventLineage.of(columns));
    }

    ProductLineage lineage() {
        return lineage;
    }

    /**
     * Writes all evidence and the signature into the log, before the commit point.
     *
     * @param draft the manifest without them
     * @param started how the run began
     * @param files of the release
     * @param profile what it shows of its columns' values
     * @param day in China
     * @return the manifest to publish
     * @throws ProblemsException with {@link dev.weir.contracts.Code#EVIDENCE_BROKEN} where the rows of a table's files are not as
     *     many as the manifest says
     */
    Manifest seal(Manifest draft, RunEvent.Started started, ReleaseFiles files, ReleaseProfile profile, LocalDate day) {
        requireCounts(draft, files);
        List<EvidencePiece> pieces = new ArrayList<>(written);
        pieces.add(GateEvidence.of(session.workspace(), law, draft, day));
        pieces.addAll(RunRecordEvidence.of(draft.record(), files));
        pieces.add(EvidencePiece.of(EvidenceKind.PROFILE, ReleaseProfileJson.NAME, ReleaseProfileJson.print(profile)));
        pieces.add(EnvironmentEvidence.of(session.spark(), draft.record().run().version()));
        pieces.add(EvidencePiece.of(
                EvidenceKind.LINEAGE,
                "lineage.ndjson",
                OpenLineageText.of(
                        session.workspace(),
                        started,
                        new RunEvent.Ended(draft.record(), Optional.of(draft), lineage))));
        return new ManifestSealing(StoredReleaseLog.of(session.workspace()).files(), key, authority)
                .seal(draft.carrying(WorkspaceLedger.heads(session.workspace(), draft.product())), pieces);
    }

    /** The manifest counts the rows that were made and those that stayed; the files are what readers will find. */
    static void requireCounts(Manifest draft, ReleaseFiles files) {
        List<Problem> differing = new ArrayList<>();
        for (DataFileList list : files.tables()) {
            draft.table(list.table()).ifPresent(table -> differing.addAll(FileCounts.differing(draft, table, list)));
        }
        ProblemsException.throwIfAny(differing);
    }
}
