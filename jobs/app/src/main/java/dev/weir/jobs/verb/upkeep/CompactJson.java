package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.compact.CompactionResult;
import dev.weir.jobs.engine.compact.FewerFiles;

/** What a compaction has done or would do, for tools: {@code schemas/compact.schema.json}. */
public final class CompactJson {

    private CompactJson() {}

    public static ObjectNode of(String product, CompactionResult result) {
        ObjectNode json = Json.object()
                .put("product", product)
                .put("compaction-of", result.compacted().number());
        result.made().map(Manifest::number).ifPresent(release -> json.put("release", release));
        json.put("files", result.files()).put("become", result.become()).put("bytes", result.bytes());
        json.set("tables", Json.objects(result.tables(), CompactJson::table));
        return json;
    }

    private static ObjectNode table(FewerFiles table) {
        return Json.object()
                .put("table", table.table().identifier())
                .put("format", table.table().format().name())
                .put("files", table.small().size())
                .put("become", table.become())
                .put("bytes", table.bytes());
    }
}
