package dev.weir.jobs.engine.source;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.SourceFormats;
import dev.weir.contracts.port.PluginClass;
import dev.weir.contracts.release.UsedPlugin;
import dev.weir.jobs.engine.read.FormatReader;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.privacy.mask.MaskMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a plan is not Weir's own: masks and source formats that decide which rows a release has, and what they say. */
public final class PlanPlugins {

    private PlanPlugins() {}

    /** Each as it is now, in an order that depends on the plan alone. */
    public static List<UsedPlugin> of(Plan plan) {
        List<UsedPlugin> used = new ArrayList<>();
        plan.tables().stream()
                .flatMap(table -> table.masks().stream())
                .map(ColumnMask::mask)
                .map(mask -> mask.method())
                .distinct()
                .forEach(method -> add(used, "mask", method.word(), MaskMethods.owner(method)));
        plan.reads().stream()
                .filter(read -> read.source().where() instanceof Source.InFiles)
                .map(read -> read.source().files().format())
                .distinct()
                .forEach(format -> {
                    SourceFormats.installed()
                            .named(format)
                            .ifPresent(found ->
                                    add(used, "format", format, PluginClass.of(found.getClass(), SourceFormat.class)));
                    FormatReader reader = FormatReaders.installed().of(format);
                    add(used, "reader", format, PluginClass.of(reader.getClass(), FormatReader.class));
                });
        return used;
    }

    private static void add(List<UsedPlugin> used, String kind, String name, Optional<PluginClass> added) {
        added.map(found -> new UsedPlugin(kind, name, found.name(), found.sha256()))
                .ifPresent(used::add);
    }
}
