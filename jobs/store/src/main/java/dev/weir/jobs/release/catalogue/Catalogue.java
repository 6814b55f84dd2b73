package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;

/**
 * Where each Iceberg table's newest metadata is. Spark reads and writes it through Iceberg, by {@link #sparkSettings}; what
 * Iceberg has no call for is done here. {@code CatalogueContract} tests what every catalogue has to keep; {@link Catalogues}
 * opens the one that a profile names.
 */
public interface Catalogue {

    /** Its name in Spark, in its own rows and for every other reader. */
    String NAME = "weir";

    /** A table's name in Spark's SQL. */
    static String table(String namespace, String name) {
        return NAME + "." + quoted(namespace) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Spark's settings for it, of Iceberg's own. */
    static Map<String, String> inSpark(Map<String, String> iceberg) {
        String prefix = "spark.sql.catalog." + NAME;
        Map<String, String> settings = new TreeMap<>();
        settings.put(prefix, "org.apache.iceberg.spark.SparkCatalog");
        // commits that go past Spark must be seen by its next query
        settings.put(prefix + ".cache-enabled", "false");
        iceberg.forEach((key, value) -> settings.put(prefix + "." + key, value));
        return settings;
    }

    /** Spark's settings for the catalogue {@value #NAME}, by their full keys. */
    Map<String, String> sparkSettings();

    /**
     * Makes the warehouse and the catalogue when they are not there, and looks whether they are right.
     *
     * @throws ProblemsException with {@link Code#NOT_WRITABLE} or {@link Code#STORE_UNREACHABLE}
     */
    void open();

    /** Whether anybody has made it. */
    boolean exists();

    /** All tables, by name. */
    List<TableRow> rows();

    /** Those of a namespace. */
    default List<TableRow> rows(String namespace) {
        return rows().stream().filter(row -> row.namespace().equals(namespace)).toList();
    }

    /** One table; empty when the catalogue has none of that name. */
    default Optional<TableRow> find(String namespace, String name) {
        return rows(namespace).stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /**
     * Makes a namespace where there is none. A catalogue that is others' as well sees to it that what lies in there is this
     * warehouse's.
     *
     * @param iceberg the catalogue as Iceberg has it in the session
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where it is not, or where the catalogue cannot keep releases
     */
    default void claim(Catalog iceberg, String namespace) {
        Namespaces.make(iceberg, namespace);
    }

    /**
     * Looks whether it can take the tables of a warehouse that is moved here, before the first of its files is copied.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where it is another warehouse's, or cannot keep releases
     */
    default void receive(Set<String> namespaces) {
        lost();
    }

    /**
     * What its server was found to keep, tried at this moment: a sentence. Empty where there is nothing to try.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE}
     */
    default Optional<String> tried() {
        return Optional.empty();
    }

    /**
     * Commits prepared changes of several tables at once: all of them, or none where one cannot be made on the table as it is now.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where the catalogue will never take them
     */
    Moved commit(List<TableChange> changes);

    /**
     * Is called when released tables have moved on. What is shown elsewhere follows; done already is done, and where
     * it cannot be done now the next command of the product does it.
     *
     * @param files by which their metadata is read
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE}
     */
    default void published(FileIO files, List<TableIdentifier> tables) {}

    /**
     * Takes note that its warehouse was moved, and lies here now: before the first of its rows is repointed. A catalogue that lies
     * in the warehouse was moved with it.
     *
     * @throws ProblemsException with {@link Code#CONFLICT} where it is the catalogue of a warehouse that has not moved
     */
    default void follow() {}

    /**
     * Puts another root in the place of the one that a table's row begins with. Done already is done.
     *
     * @throws ProblemsException with {@link Code#CONFLICT} where the row names something else by now
     */
    void repoint(TableRow row, String former, String present);

    /**
     * Tables that the warehouse's folders have and the catalogue has not, or has as they were before: why, by the table's
     * name. Nothing is made where there is no catalogue.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when it is no catalogue
     */
    Map<String, String> lost();

    /**
     * A catalogue that has lost tables would make them again, and their history would go on twice.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE}
     */
    void requireWhole();

    /**
     * Rows that are right as far as the tables' folders show, and that others may be about to move: no rebuild looks for better
     * ones. None where no client is at work in it during a rebuild.
     */
    default List<TableRow> standing() {
        return List.of();
    }

    /**
     * Makes it anew, with these tables; where others may be at work in it, mends what is not as they are. What was
     * there is kept.
     *
     * @return where it is kept; empty where there was nothing, or nothing was changed
     */
    Optional<String> rebuild(List<TableRow> tables);
}
