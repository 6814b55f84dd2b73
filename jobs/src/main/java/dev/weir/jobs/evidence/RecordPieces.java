package dev.weir.jobs.evidence;

import dev.weir.contracts.release.DataFileList;
import dev.weir.contracts.release.EvidenceJson;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** What a run found: verdicts and sources, and the data files that it left. */
public final class RecordPieces {

    static final String VERDICTS = "verdicts.json";
    static final String SOURCES = "sources.json";

    private RecordPieces() {}

    /** @param files of every table */
    public static List<Piece> of(RunRecord record, List<DataFileList> files) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(Piece.of(EvidenceKind.VERDICTS, VERDICTS, EvidenceJson.verdicts(record)));
        pieces.add(Piece.of(EvidenceKind.SOURCES, SOURCES, EvidenceJson.sources(record)));
        files.forEach(list -> pieces.add(Piece.of(list)));
        return List.copyOf(pieces);
    }
}
