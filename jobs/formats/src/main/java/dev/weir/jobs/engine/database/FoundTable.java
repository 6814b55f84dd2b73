package dev.weir.jobs.engine.database;

import java.util.Optional;

/**
 * A table as a database has it.
 *
 * @param schema it is in; empty where the server has none
 * @param isView whether it is a view
 * @param remark the database's comment; empty where there is none
 */
public record FoundTable(Optional<String> schema, String name, boolean isView, String remark) {
    /** Its name with the schema's, for people. */
    public String shown() {
        return schema.map(each -> each + ".").orElse("") + name;
    }
}
