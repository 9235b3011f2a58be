-- How many there are to choose from, as constants: a join on a choice among them is then a join on one number.

SET VARIABLE guests = (SELECT max(no) + 1 FROM guests);
SET VARIABLE offices = (SELECT max(rank) + 1 FROM holders);
SET VARIABLE places = (SELECT max(no) + 1 FROM places);
SET VARIABLE bureaux = (SELECT max(rank) + 1 FROM bureau_ranks);
SET VARIABLE fillers = (SELECT max(no) + 1 FROM fillers);
SET VARIABLE filler_en = (SELECT avg(length(text)) FROM fillers WHERE lang = 'en');
SET VARIABLE filler_tc = (SELECT avg(length(text)) FROM fillers WHERE lang = 'tc');
