package dev.weir.jobs.engine.read.file;

import java.io.IOException;

/** What is wrong with a file as a whole, by its format. Neither part of it holds a value of a record. */
public abstract class UnsoundFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * @param problem the rest of a sentence that begins with the file
     * @param remedy a sentence
     */
    protected UnsoundFileException(String problem, String remedy) {
        super(problem);
        this.problem = problem;
        this.remedy = remedy;
    }

    public final String problem() {
        return problem;
    }

    public final String remedy() {
        return remedy;
    }
}
