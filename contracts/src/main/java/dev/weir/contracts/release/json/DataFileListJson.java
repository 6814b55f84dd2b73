package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonShape;

/**
 * A list of data files as JSON: the evidence object {@code files/<table>.json}. Its published schema is the resource
 * {@code schemas/files.schema.json}. {@code parse(print(x))} is {@code x}.
 */
public final class DataFileListJson {

    public static final String SCHEMA = "weir-files-1";

    private static final JsonShape<DataFileList.DataFile> FILE = JsonShape.of(
            text("path", DataFileList.DataFile::path),
            whole("bytes", DataFileList.DataFile::bytes),
            whole("rows", DataFileList.DataFile::rows),
            text("sha256", DataFileList.DataFile::sha256),
            DataFileList.DataFile::new);

    private static final JsonShape<DataFileList> LIST = JsonShape.document(
            SCHEMA,
            JsonShape.of(
                    text("table", DataFileList::table),
                    objects("files", FILE, DataFileList::files),
                    DataFileList::new));

    private DataFileListJson() {}

    /** The list as text; the same for equal lists. */
    public static String print(DataFileList list) {
        return Json.print(LIST.node(list));
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document
     */
    public static DataFileList parse(String file, String text) {
        return LIST.parse(Json.parse(file, text));
    }
}
