package dev.weir.jobs.engine.read.excel;

import java.io.IOException;

/** What is wrong with a workbook as a whole. Neither part of it holds a value of a cell. */
final class WorkbookFormatException extends IOException {
    private static final String FETCH_AGAIN = "Fetch it again, or save it again in Excel.";

    private final String problem;
    private final String remedy;

    /**
     * @param problem the rest of a sentence that begins with the file
     * @param remedy a sentence
     */
    WorkbookFormatException(String problem, String remedy) {
        super(problem);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** It is no workbook as the standard has it. */
    static WorkbookFormatException damaged(String why) {
        return new WorkbookFormatException("is a damaged workbook: " + why + ".", FETCH_AGAIN);
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
