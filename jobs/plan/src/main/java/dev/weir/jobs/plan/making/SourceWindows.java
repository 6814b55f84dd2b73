package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.interval.SourcePath;
import dev.weir.jobs.plan.interval.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which files of each source a run reads: as the loads of the tables that it feeds ask. A source is read once. */
final class SourceWindows {

    private record Asked(Window window, Table by) {}

    private final InputResolver inputs;
    private final Problems problems;
    private final Map<String, Asked> bySource = new LinkedHashMap<>();

    SourceWindows(InputResolver inputs, Problems problems) {
        this.inputs = inputs;
        this.problems = problems;
    }

    /** Notes what a table asks of the sources that it reads; tells where it cannot have that. */
    void ask(Table table, List<Input> read) {
        Load load = table.making().load();
        List<Input> sources = read.stream()
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .toList();
        Optional<String> fresh = load.newFilesOf();
        Optional<String> source = fresh.flatMap(inputs::find)
                .filter(input -> sources.stream().anyMatch(known -> known.name().equals(input.name())))
                .map(Input::name);
        if (fresh.isPresent() && source.isEmpty()) {
            List<String> names = sources.stream().map(Input::name).toList();
            problems.add(
                    Code.UNKNOWN_NAME,
                    table.place(),
                    "'" + table.name() + "' is loaded from new files of '" + fresh.get() + "'",
                    names.isEmpty()
                            ? "its query reads no source"
                            : "its query reads the sources " + String.join(", ", names),
                    NearestName.remedy(fresh.get(), names, "name one of them as 'source' of weirLoad"));
        }
        for (Input input : sources) {
            InputResolver.Found found = inputs.source(input.name());
            if (found.source().release().isPresent()) {
                continue; // it is read whole, which the plan holds of every table that reads it
            }
            SourcePath path = SourcePath.of(found.source(), found.table());
            path.check(found.table(), problems);
            boolean ofIntervals = path.isOfIntervals() && (load instanceof Load.Append || load instanceof Load.Merge);
            Window window = source.filter(input.name()::equals).isPresent()
                    ? Window.NEW_FILES
                    : ofIntervals ? Window.INTERVAL : Window.WHOLE;
            agree(input.name(), new Asked(window, table));
        }
    }

    private void agree(String source, Asked asked) {
        Asked before = bySource.putIfAbsent(source, asked);
        if (before != null && before.window() != asked.window()) {
            problems.add(
                    Code.LOAD,
                    asked.by().place(),
                    "'" + asked.by().name() + "' reads " + asked.window().words() + " of '" + source + "', and '"
                            + before.by().name() + "' " + before.window().words(),
                    "a source is read once in a run, and the two are loaded by '"
                            + asked.by().making().load().mode() + "' and '"
                            + before.by().making().load().mode() + "'",
                    "give both tables one 'weirLoad', or put them into two products");
        }
    }

    /** The window of a source's table; all files where only checks look into it. */
    Window of(String source) {
        Asked asked = bySource.get(source);
        return asked == null ? Window.WHOLE : asked.window();
    }
}
