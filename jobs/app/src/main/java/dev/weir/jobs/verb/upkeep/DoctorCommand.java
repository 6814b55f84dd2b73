package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.read.settings.InterpolatedValues;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.engine.source.UnreadFiles;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.jobs.verb.upkeep.Diagnosis.Cure;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "doctor",
        description = {
            "Look whether everything is in order.",
            "Finds runs that ended in the middle, and says what recovery does with them; a workspace that was moved,",
            "keys that are missing, releases and catalogue rows whose tables are gone, files that no release needs.",
            "Places in buckets are tried: rights, the condition of a creation, clock, how long an answer takes. So are the",
            "databases that sources are in: address, user, tables, the right to read. No row of them is read. Notices and",
            "lineage events that could not be sent are found as well; none is sent.",
            "Changes nothing; --fix finishes or undoes what dead runs left. --rebuild-catalogue makes the catalogue anew",
            "where it was deleted, emptied or is older than the tables. Ends with 6 when anything is left to do but files",
            "that no release needs, such as those of a run that was held; with 2 when contracts alone are wrong. A run that",
            "is at work is shown, and is nothing wrong."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir doctor           one line for each thing that is not as it should be, and what to do",
            "  weir doctor --fix     finish or undo what dead runs left",
            "  weir doctor --rebuild-catalogue     make the catalogue anew from the tables' own metadata and the releases",
        })
public final class DoctorCommand extends PrintingCommand {

    @Option(names = "--fix", description = "Finish or undo what dead runs left.")
    private boolean fix;

    @Option(
            names = "--rebuild-catalogue",
            description = {
                "Make the catalogue anew from the tables' own metadata and the releases; what was there is kept.",
                "No run is at work meanwhile."
            })
    private boolean rebuild;

    public DoctorCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Set<Cure> cures = EnumSet.noneOf(Cure.class);
        if (fix) {
            cures.add(Cure.FIX);
        }
        if (rebuild) {
            cures.add(Cure.REBUILD_CATALOGUE);
        }
        Diagnosis found = Diagnosis.of(desk(), cures);
        print(() -> text(found), () -> json(found));
        return found.exit().status();
    }

    private void text(Diagnosis found) {
        InterpolatedValues filled = workspace.filled();
        found.tried().forEach(sentence -> terminal.plain(filled.asWritten(sentence)));
        found.fixed().forEach(terminal::plain);
        for (CheckupFinding finding : found.findings()) {
            terminal.plain(filled.asWritten(line(finding)));
        }
        if (found.isInOrder()) {
            terminal.result("@|bold,green All is in order|@"
                    + UnreadFiles.clause(found.findings().stream()
                            .filter(finding -> finding.kind() == CheckupFinding.Kind.UNREAD)
                            .map(CheckupFinding::subject)
                            .toList())
                    + (has(found, CheckupFinding.Kind.LEFTOVER)
                            ? "; what no release needs may wait for 'weir clean'"
                            : "")
                    + (has(found, CheckupFinding.Kind.LOST) ? " but for rows that were declared lost" : "")
                    + (has(found, CheckupFinding.Kind.RUNNING) ? "; a run is at work" : ""));
        }
    }

    static String line(CheckupFinding finding) {
        return finding.kind().word() + "  " + finding.subject() + "  "
                + finding.code().map(code -> code.id() + "  ").orElse("") + finding.what() + " " + finding.remedy();
    }

    private static boolean has(Diagnosis found, CheckupFinding.Kind kind) {
        return found.findings().stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** What a look found, for tools: {@code schemas/doctor.schema.json}. */
    static ObjectNode json(Diagnosis found) {
        ObjectNode json = Json.object();
        json.set("tried", Json.texts(found.tried()));
        json.set("fixed", Json.texts(found.fixed()));
        json.set("findings", Json.objects(found.findings(), DoctorCommand::json));
        return json;
    }

    private static ObjectNode json(CheckupFinding finding) {
        ObjectNode json = Json.object()
                .put("kind", finding.kind().word())
                .put("subject", finding.subject())
                .put("what", finding.what())
                .put("remedy", finding.remedy());
        finding.code().ifPresent(code -> json.put("code", code.id()));
        return json;
    }
}
