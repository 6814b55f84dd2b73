package dev.weir.catalogue;

import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.json.DataFileList;
import java.util.List;
import java.util.Optional;

/** What lies beside the manifest of a release: its rows, and what was signed with it. */
public interface ReleaseStorage {

    /** The warehouse's absolute path or URI, for lines that read a table. No description that leaves the centre has it. */
    String warehouse();

    /**
     * A contract or the product as it stood when it was released.
     *
     * @param path of its file in the workspace
     * @return its text; empty where it is not there any more, or not as it was signed
     */
    Optional<String> definition(String path);

    /**
     * The folder of a table's files, relative to the folder that the entry's files will lie in, with slashes; empty text for that folder
     * itself.
     *
     * @return empty where they do not lie below it
     */
    Optional<String> folder(String table);

    /**
     * Where a table's folder is served to anyone, if the product is public.
     *
     * @return empty where the workspace names no such place, or the table does not lie below it
     */
    Optional<WebFolder> downloads(String table);

    /**
     * The data files of a table, each with its hash, as the release has signed them.
     *
     * @param table its name in the product
     * @return empty where the list is not there any more, or not as it was signed
     */
    Optional<DataFileList> files(String table);

    /** What the release shows of its columns' values; of no table where that is not there any more, or not as it was signed. */
    ReleaseProfile profile();

    /** What each table is made of, by full names such as {@code clinical.encounters}, as the release has signed it; none where that is not known. */
    List<TableLineage> lineage();
}
