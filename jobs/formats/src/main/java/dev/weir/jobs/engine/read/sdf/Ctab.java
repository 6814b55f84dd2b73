package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.lines.RecordLines;

/** How many atoms and bonds a connection table has, all of which are sound. */
record Ctab(int atoms, int bonds) {
    private static final String END = "M  END";

    /**
     * Reads the counts line and all that follows to {@code M  END}, which is then the line at hand.
     *
     * @throws NotSdfException when something of it is not as the format has it
     */
    static Ctab read(RecordLines lines) throws NotSdfException {
        next(lines);
        return switch (CtabColumns.version(lines)) {
            case "V2000" -> V2000.read(lines);
            case "V3000" -> new V3000().read(lines);
            default ->
                throw NotSdfException.at(lines, "a counts line that says neither V2000 nor V3000 in columns 35 to 39");
        };
    }

    /** Goes to the next line before {@code M  END}. */
    static void next(RecordLines lines) throws NotSdfException {
        if (!lines.next() || lines.startsWith(Sdf.END)) {
            throw NotSdfException.at(lines, "the record ends before its M  END");
        }
    }

    /** Whether the line at hand ends the connection table. */
    static boolean isEnd(RecordLines lines) throws NotSdfException {
        boolean isEnd = lines.startsWith(END);
        if (isEnd && !lines.isBlank(lines.from() + END.length(), lines.to())) {
            throw NotSdfException.at(lines, "text behind M  END");
        }
        return isEnd;
    }
}
