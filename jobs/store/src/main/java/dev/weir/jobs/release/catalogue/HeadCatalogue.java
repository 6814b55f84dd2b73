package dev.weir.jobs.release.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A catalogue whose rows name metadata files that its clients write: to commit is to move heads to other files. */
public interface HeadCatalogue extends Catalogue {

    /** Iceberg's settings of a catalogue whose rows are {@link SqlRows}. */
    static Map<String, String> settings(String address, String warehouse) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("type", "jdbc");
        settings.put("uri", address);
        settings.put("warehouse", warehouse);
        settings.put("io-impl", WarehouseFileIO.class.getName());
        settings.put("jdbc.schema-version", "V1");
        return settings;
    }

    /** Moves the heads of several tables at once: all of them, or none where one is not where it was thought to be. */
    Moved move(List<Head> heads);

    @Override
    default Moved commit(List<TableChange> changes) {
        return PendingMetadata.commit(changes, this::move);
    }
}
