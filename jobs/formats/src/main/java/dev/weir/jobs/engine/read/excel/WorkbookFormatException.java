package dev.weir.jobs.engine.read.excel;

import dev.weir.jobs.engine.read.file.UnsoundFileException;

/** What is wrong with a workbook as a whole. */
final class WorkbookFormatException extends UnsoundFileException {
    WorkbookFormatException(String problem, String remedy) {
        super(problem, remedy);
    }

    /** It is no workbook as the standard has it. */
    static WorkbookFormatException damaged(String why) {
        return new WorkbookFormatException(
                "is a damaged workbook: " + why + ".", "Fetch it again, or save it again in Excel.");
    }
}
