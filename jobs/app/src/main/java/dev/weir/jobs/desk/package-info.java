/**
 * What all verbs share: the workspace, the person who asks, the engine. It knows no terminal and ends no process, so a service and
 * tests ask as the command line does.
 */
@NullMarked
package dev.weir.jobs.desk;

import org.jspecify.annotations.NullMarked;
