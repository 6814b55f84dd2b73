package dev.weir.contracts.format;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.port.InstalledPlugins;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A format of released tables that contracts may name beside Weir's own. Each is found by {@link java.util.ServiceLoader}; the
 * engine finds who keeps such tables by the same name. It knows no engine: {@code weir validate} has none.
 */
public interface AddedTableFormat {

    /** The value of {@code weirFormat}. */
    TableFormat format();

    /**
     * The names of all formats, Weir's own first.
     *
     * @throws ProblemsException C005 when two have one name, C014 when one cannot be loaded
     */
    static List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        TableFormat.own().forEach(own -> names.add(own.name()));
        names.addAll(InstalledPlugins.named(
                        AddedTableFormat.class,
                        "table formats",
                        InstalledPlugins.all(AddedTableFormat.class, "a table format"),
                        added -> added.format().name())
                .keySet());
        return List.copyOf(names);
    }
}
