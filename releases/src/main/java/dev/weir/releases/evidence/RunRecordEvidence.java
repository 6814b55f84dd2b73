package dev.weir.releases.evidence;

import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.release.json.DataFileListJson;
import dev.weir.contracts.release.json.EvidenceJson;
import java.util.ArrayList;
import java.util.List;

/** What a run found: verdicts and sources, and the data files that it left. */
public final class RunRecordEvidence {

    static final String VERDICTS = "verdicts.json";
    static final String SOURCES = "sources.json";

    private RunRecordEvidence() {}

    /** Of a run's record, and its files. */
    public static List<EvidencePiece> of(RunRecord record, ReleaseFiles files) {
        List<EvidencePiece> pieces = new ArrayList<>();
        pieces.add(EvidencePiece.of(EvidenceKind.VERDICTS, VERDICTS, EvidenceJson.verdicts(record)));
        pieces.add(EvidencePiece.of(EvidenceKind.SOURCES, SOURCES, EvidenceJson.sources(record)));
        files.tables().forEach(list -> pieces.add(piece(EvidenceKind.FILES, DataFileList.name(list.table()), list)));
        files.deleted()
                .forEach(list -> pieces.add(piece(EvidenceKind.DELETED, DataFileList.deletedName(list.table()), list)));
        files.quarantine()
                .forEach(list ->
                        pieces.add(piece(EvidenceKind.QUARANTINE, DataFileList.quarantineName(list.table()), list)));
        return List.copyOf(pieces);
    }

    private static EvidencePiece piece(EvidenceKind kind, String name, DataFileList list) {
        return EvidencePiece.of(kind, name, DataFileListJson.print(list));
    }
}
