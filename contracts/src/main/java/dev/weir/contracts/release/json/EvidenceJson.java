package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.RunRecord;

/** Parts of a run's record as files of their own, written as {@link RunRecordJson} writes them. */
public final class EvidenceJson {

    private static final String SCHEMA = "schema";

    private EvidenceJson() {}

    /** Every rule with its verdict, {@code weir-verdicts-1}. */
    public static String verdicts(RunRecord record) {
        ObjectNode node = Json.object().put(SCHEMA, "weir-verdicts-1");
        node.set("rules", Json.objects(record.verdicts(), VerdictJson.VERDICT::node));
        return Json.print(node);
    }

    /** Every source file with its hash, {@code weir-sources-1}. */
    public static String sources(RunRecord record) {
        ObjectNode node = Json.object().put(SCHEMA, "weir-sources-1");
        node.set("sources", Json.objects(record.sources(), RunRecordJson.SOURCE::node));
        return Json.print(node);
    }
}
