package dev.weir.releases.evidence;

import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.release.json.DataFileListJson;
import dev.weir.contracts.release.json.EvidenceJson;
import java.util.ArrayList;
import java.util.List;

/** What a run found: verdicts and sources, and the data files that it left. */
public final class RecordPieces {

    static final String VERDICTS = "verdicts.json";
    static final String SOURCES = "sources.json";

    private RecordPieces() {}

    /** Of a run's record, and its files. */
    public static List<Piece> of(RunRecord record, ReleaseFiles files) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(Piece.of(EvidenceKind.VERDICTS, VERDICTS, EvidenceJson.verdicts(record)));
        pieces.add(Piece.of(EvidenceKind.SOURCES, SOURCES, EvidenceJson.sources(record)));
        files.tables().forEach(list -> pieces.add(piece(EvidenceKind.FILES, DataFileList.name(list.table()), list)));
        files.quarantine()
                .forEach(list ->
                        pieces.add(piece(EvidenceKind.QUARANTINE, DataFileList.quarantineName(list.table()), list)));
        return List.copyOf(pieces);
    }

    private static Piece piece(EvidenceKind kind, String name, DataFileList list) {
        return Piece.of(kind, name, DataFileListJson.print(list));
    }
}
