package dev.weir.jobs.verb.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateCases;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A table of what-ifs, each decided by the gate.
 *
 * @param problems with rows that cannot be read
 */
public record WhatIfs(LawPack law, List<Decided> decisions, List<Problem> problems) {

    private static final int LARGEST = 64 * 1024 * 1024;

    public WhatIfs {
        decisions = List.copyOf(decisions);
        problems = List.copyOf(problems);
    }

    /** A what-if and its answer. */
    public record Decided(GateCases.Case one, GateDecision decision) {}

    /** @throws ProblemsException when the file is no table */
    public static WhatIfs of(Optional<WorkspaceFolder> folder, Path file) {
        GateCases table = GateCases.read(file.toString(), text(file));
        LawPack law = LawInForce.of(folder);
        return new WhatIfs(
                law,
                table.cases().stream()
                        .map(one -> new Decided(one, Gate.decide(one.facts(), law)))
                        .toList(),
                table.problems());
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unreadable(file, "it is larger than 64 MiB", "split it");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(file.toString()),
                    "the table cannot be read",
                    e.getClass().getSimpleName(),
                    "name a file that is there and readable",
                    e);
        }
    }

    private static ProblemsException unreadable(Path file, String why, String remedy) {
        return ProblemsException.of(Code.SYNTAX, Place.of(file.toString()), "the table cannot be read", why, remedy);
    }
}
