package dev.weir.jobs.engine.content;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.release.table.LostRows;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.releases.evidence.TablesCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The data files that a table names, and whether they lie in its folder. Rows that stay are not read by the run that adds to them,
 * so a file that is gone would be missed by the first reader of the next release.
 */
final class BaseFiles implements TablesCheck.Listing {

    private final TablesCheck.Listing tables;
    private final Configuration hadoop;
    private List<DataFileList.DataFile> named = List.of();

    BaseFiles(TablesCheck.Listing tables, Configuration hadoop) {
        this.tables = tables;
        this.hadoop = hadoop;
    }

    @Override
    public String place(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        return tables.place(release, table, part);
    }

    @Override
    public DataFileList files(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        DataFileList list = tables.files(release, table, part);
        named = list.files();
        return list;
    }

    /**
     * The first of the files that were named last that is gone, or has another size. The folder is listed, and no file opened; one
     * that lies elsewhere is not looked for.
     */
    Optional<Problem> lost(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String place = place(release, table, part);
        String folder = TableFolder.plain(place) + "/";
        Map<String, Long> there = new TableFolder(place, hadoop).list();
        List<DataFileList.DataFile> lost = named.stream()
                .filter(file -> !file.path().startsWith("/") && !file.path().contains(":/"))
                .filter(file -> there.getOrDefault(folder + file.path(), -1L) != file.bytes())
                .toList();
        return lost.stream()
                .findFirst()
                .map(file -> problem(
                        release,
                        folder + file.path(),
                        Optional.ofNullable(there.get(folder + file.path()))
                                .map(bytes -> "it has " + bytes + " bytes, and was released with " + file.bytes()),
                        lost.size() == 1 ? "" : "; so it is with " + (lost.size() - 1) + " more of its files"));
    }

    /** @param altered how the file differs; empty where it is gone */
    private static Problem problem(Manifest release, String file, Optional<String> altered, String more) {
        String what = "A data file of " + release.reference() + ", on which the new release would be built, is ";
        return altered.map(how -> new Problem(
                        Code.EVIDENCE_BROKEN,
                        Place.of(file),
                        what + "not what was released",
                        how + more,
                        SignedBases.remedy(release)))
                .orElseGet(
                        () -> new Problem(
                                Code.RELEASE_MISSING,
                                Place.of(file),
                                what + "gone",
                                "it was removed outside Weir" + more,
                                LostRows.remedy(release.product(), release.number()) + " Or 'weir run "
                                        + release.product()
                                        + " --full' makes every table from all sources. 'weir doctor' names all that is gone."));
    }
}
