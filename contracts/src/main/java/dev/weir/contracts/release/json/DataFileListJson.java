package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.util.List;

/**
 * A list of data files as JSON: the evidence object {@code files/<table>.json}. Its published schema is the resource
 * {@code schemas/files.schema.json}. {@code parse(print(x))} is {@code x}.
 */
public final class DataFileListJson {

    /** The version of the format. */
    public static final String SCHEMA = "weir-files-1";

    private static final String TABLE = "table";
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String BYTES = "bytes";
    private static final String ROWS = "rows";
    private static final String SHA256 = "sha256";

    private DataFileListJson() {}

    /** The list as text; the same for equal lists. */
    public static String print(DataFileList list) {
        ObjectNode node = Json.object().put("schema", SCHEMA).put(TABLE, list.table());
        node.set(
                FILES,
                Json.objects(
                        list.files(),
                        file -> Json.object()
                                .put(PATH, file.path())
                                .put(BYTES, file.bytes())
                                .put(ROWS, file.rows())
                                .put(SHA256, file.sha256())));
        return Json.print(node);
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document
     */
    public static DataFileList parse(String file, String text) {
        JsonObject json = Json.parse(file, text);
        json.schema(SCHEMA);
        String table = json.text(TABLE);
        List<DataFileList.DataFile> files = json.objects(FILES, DataFileListJson::file);
        return json.end(() -> new DataFileList(table, files));
    }

    private static DataFileList.DataFile file(JsonObject json) {
        String path = json.text(PATH);
        long bytes = json.whole(BYTES);
        long rows = json.whole(ROWS);
        String sha256 = json.text(SHA256);
        return json.end(() -> new DataFileList.DataFile(path, bytes, rows, sha256));
    }
}
