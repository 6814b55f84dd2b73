package dev.weir.releases.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Journals of unfinished runs in a warehouse that was moved: their tables lie elsewhere now. */
public final class MovedJournals {

    private static final String LOCATION = "location";

    private MovedJournals() {}

    /** In the journals of every product, puts the warehouse's root in the place of the former one. Done already is done. */
    public static void repoint(LogFiles files, Warehouse warehouse, String former) {
        for (String product : files.folders("")) {
            String folder = product + "/pending";
            for (String file : files.list(folder)) {
                String name = folder + "/" + file;
                files.read(name).ifPresent(content -> files.replace(name, moved(content, former, warehouse)));
            }
        }
    }

    private static byte[] moved(byte[] content, String former, Warehouse warehouse) {
        try {
            JsonNode journal = new ObjectMapper().readTree(content);
            for (JsonNode table : journal.path("tables")) {
                String location = table.path(LOCATION).asText();
                if (location.startsWith(former + "/")) {
                    ((ObjectNode) table).put(LOCATION, warehouse.root() + location.substring(former.length()));
                }
            }
            return journal.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return content; // the recovery of the run reports what is wrong with its journal
        }
    }
}
