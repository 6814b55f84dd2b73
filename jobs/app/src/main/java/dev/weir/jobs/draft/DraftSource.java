package dev.weir.jobs.draft;

import dev.weir.jobs.engine.database.DeclaredKeys;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.List;
import java.util.Map;

/** What one drafted table is made of. */
sealed interface DraftSource permits SourceGroup, DatabaseSource {

    /** Its name in the contracts. */
    String table();

    Layout layout();

    int fileCount();

    /** The files that it is made of; none of a database. */
    default List<SourceFile> files() {
        return List.of();
    }

    /** What it is, for people, such as {@code 3 files}. */
    String counted();

    /** Where that lies, in brackets; empty where its name is that. */
    default String where() {
        return "";
    }

    /** The names of all that it is made of. */
    List<String> names();

    /** The contract's server, as lines of YAML without their indent. */
    List<String> serverLines();

    /** The table's name in the contract. */
    String physicalType();

    /** What the table is called, or its files. */
    String physicalName();

    /** Its keys, where something declares them before its rows are read. */
    default DeclaredKeys declared() {
        return DeclaredKeys.NONE;
    }

    /** What declares them, for people. */
    default String declaredBy() {
        return "the database";
    }

    /** By a column's physical name, the values that it may have, as far as something lists them. */
    default Map<String, List<String>> codeLists() {
        return Map.of();
    }

    /** Whether a key that another source declares refers to this one. */
    default boolean isReferredTo(DraftSource from, DeclaredKeys.ForeignKey key) {
        return false;
    }
}
